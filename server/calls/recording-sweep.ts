import type { Context } from '#server/context.ts';
import { everyRound } from '#server/jobs/rounds.ts';
import { readConnection, restByKey } from '#server/twilio/connection.ts';
import { recordingReported } from './recordings.ts';

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
    .select(['calls.id', 'calls.parent_sid', 'calls.ended_at', 'calls.disposition', 'recordings.voicemail'])
    .where('recordings.state', 'in', ['expected', 'running'])
    .where('calls.state', '=', 'ended')
    .where('calls.ended_at', '<', new Date(now - PATIENCE_MS))
    .orderBy('recordings.updated_at')
    .limit(MOST_A_ROUND)
    .execute();
  if (open.length === 0) return;
  const connection = await readConnection(context);
  for (const { id, parent_sid, ended_at, disposition, voicemail } of open) {
    const age = now - (ended_at?.getTime() ?? 0);
    if ((disposition !== 'answered' && !voicemail) || !parent_sid || age > LONGEST_MS) {
      await noRecording(context, id);
      continue;
    }
    if (!connection) continue;
    const told = await restByKey(context, connection).recordingsOf(parent_sid);
    if (!told.ok) return context.log.warn('recording sweep put off', { reason: told.problem.code });
    const best = told.value.find((one) => one.state === 'completed') ?? told.value[0];
    if (best) await recordingReported(context, { id, parentSid: parent_sid }, best);
    else if (age > GIVE_UP_MS) await noRecording(context, id);
    // Next time others come first.
    await db.updateTable('recordings').set({ updated_at: clock.now() }).where('call_id', '=', id).execute();
  }
}

async function noRecording(
  { clock, db }: Context,
  callId: Parameters<typeof recordingReported>[1]['id'],
): Promise<void> {
  await db
    .updateTable('recordings')
    .set({ state: 'absent', updated_at: clock.now() })
    .where('call_id', '=', callId)
    .where('state', 'in', ['expected', 'running'])
    .execute();
}
