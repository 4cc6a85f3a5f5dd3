import { readEvents } from '#server/calls/call.store.ts';
import { legsOf } from '#server/calls/control/control-facts.ts';
import type { Context } from '#server/context.ts';
import { everyRound } from '#server/jobs/rounds.ts';
import { readConnection, restByKey } from '#server/twilio/connection.ts';
import type { TwilioRest } from '#server/twilio/rest.ts';
import type { RecordingReport } from '#server/twilio/rest-rows.ts';
import type { CallId } from '#shared/ids.ts';
import { ok, type Result } from '#shared/result.ts';
import { recordingAbsent, recordingReported } from './recording-report.ts';

const EVERY_MS = 30_000;
/** Reports are given this long to come by themselves; Twilio prepares a long recording for about as long as it lasts. */
const PATIENCE_MS = 60_000;
/** What Twilio has not listed by then was not recorded. */
const GIVE_UP_MS = 10 * 60_000;
/** What is still not complete after a day never will be. */
const LONGEST_MS = 24 * 3_600_000;
const MOST_A_ROUND = 50;

/** Asks Twilio for recordings whose reports were lost, every half a minute, by one process for all. */
export function keepRecordingsSwept(context: Context): void {
  everyRound(context, 'recordings', EVERY_MS, () => sweepRecordings(context));
}

export async function sweepRecordings(context: Context): Promise<void> {
  const { clock, db } = context;
  const now = clock.now().getTime();
  const open = await db
    .selectFrom('recordings')
    .innerJoin('calls', 'calls.id', 'recordings.call_id')
    .select(['calls.id', 'calls.parent_sid', 'calls.ended_at', 'calls.disposition'])
    .select(['recordings.part', 'recordings.sid', 'recordings.voicemail'])
    .where('recordings.state', 'in', ['expected', 'running'])
    .where('calls.state', '=', 'ended')
    .where('calls.ended_at', '<', new Date(now - PATIENCE_MS))
    .orderBy('recordings.updated_at')
    .orderBy('recordings.part')
    .limit(MOST_A_ROUND)
    .execute();
  if (open.length === 0) return;
  const connection = await readConnection(context);
  for (const { id, part, sid, parent_sid, ended_at, disposition, voicemail } of open) {
    const age = now - (ended_at?.getTime() ?? 0);
    if ((disposition !== 'answered' && !voicemail) || !parent_sid || age > LONGEST_MS) {
      await recordingAbsent(context, id, part);
      continue;
    }
    if (!connection) continue;
    const found = await findPart(context, restByKey(context, connection), { id, parent_sid, part, sid, voicemail });
    if (!found.ok) return context.log.warn('recording sweep put off', { reason: found.problem.code });
    if (found.value)
      await recordingReported(
        context,
        { id, leg: found.value.leg, part: voicemail ? 'voicemail' : part },
        found.value.report,
      );
    else if (age > GIVE_UP_MS) await recordingAbsent(context, id, part);
    // Next time others come first.
    await db
      .updateTable('recordings')
      .set({ updated_at: clock.now() })
      .where('call_id', '=', id)
      .where('part', '=', part)
      .execute();
  }
}

interface OpenPart {
  id: CallId;
  parent_sid: string;
  part: number;
  sid: string | null;
  voicemail: boolean;
}

/**
 * What Twilio has of a part: by its id where it was told, else the first that is no other part's, complete ones before others. A Dial's is
 * kept under the parent leg, what was begun on a leg under that one. undefined: nothing (yet).
 */
async function findPart(
  { db }: Context,
  rest: TwilioRest,
  { id, parent_sid, part, sid }: OpenPart,
): Promise<Result<{ leg: string; report: RecordingReport } | undefined>> {
  if (sid) {
    const report = await rest.recording(sid);
    if (!report.ok) return report;
    return ok(report.value ? { leg: parent_sid, report: report.value } : undefined);
  }
  const others = await db
    .selectFrom('recordings')
    .select('sid')
    .where('call_id', '=', id)
    .where('part', '!=', part)
    .where('sid', 'is not', null)
    .execute();
  const legs = new Set([parent_sid, ...legsOf({ parent_sid }, await readEvents(db, id))]);
  for (const leg of legs) {
    const told = await rest.recordingsOf(leg);
    if (!told.ok) return told;
    const free = told.value
      .filter((report) => !others.some((other) => other.sid === report.sid))
      .sort((a, b) => (a.startedAt?.getTime() ?? 0) - (b.startedAt?.getTime() ?? 0));
    const report = free.find(({ state }) => state === 'completed') ?? free[0];
    if (report) return ok({ leg, report });
  }
  return ok(undefined);
}
