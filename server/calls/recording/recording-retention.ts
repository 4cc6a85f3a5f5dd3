import type { Context } from '#server/context.ts';
import { everyRound } from '#server/jobs/rounds.ts';
import { readConnection, restByKey } from '#server/twilio/connection.ts';
import { recordingLost } from './recording-lost.ts';

/** What is a day too old is gone an hour later; what Twilio did not delete is asked for again as soon. */
const EVERY_MS = 3_600_000;
const DAY_MS = 86_400_000;
const MOST_AT_ONCE = 100;

/** Deletes at Twilio what the team keeps no longer, and what is to be erased; by one process for all. */
export function keepRecordingsInTime(context: Context): void {
  everyRound(context, 'retention', EVERY_MS, () => deleteDueRecordings(context));
}

/**
 * One that has not reached its record yet waits for that, unless it is to be erased. Stops when Twilio is away: the next round goes on.
 * May run twice: what is deleted already is as good as deleted now.
 */
export async function deleteDueRecordings(context: Context): Promise<void> {
  const connection = await readConnection(context);
  if (!connection) return;
  const rest = restByKey(context, connection);
  for (;;) {
    const due = await dueRecordings(context);
    for (const { call_id, sid, to_erase } of due) {
      if (sid === null) continue;
      const deleted = await rest.deleteRecording(sid);
      if (!deleted.ok) return context.log.warn('recordings not deleted yet', { reason: deleted.problem.code });
      await recordingLost(context, call_id, sid);
      context.log.info('recording deleted', { callId: call_id, erased: to_erase });
    }
    if (due.length < MOST_AT_ONCE || context.stopping.aborted) return;
  }
}

async function dueRecordings({ clock, db }: Context) {
  const team = await db.selectFrom('team').select('keep_recordings_days').executeTakeFirst();
  const days = team?.keep_recordings_days ?? null;
  const before = new Date(days === null ? 0 : clock.now().getTime() - days * DAY_MS);
  return db
    .selectFrom('recordings')
    .innerJoin('calls', 'calls.id', 'recordings.call_id')
    .select(['recordings.call_id', 'recordings.sid', 'recordings.to_erase'])
    .where('recordings.state', '=', 'completed')
    .where('recordings.sid', 'is not', null)
    .where(({ and, eb, exists, not, or, selectFrom }) =>
      or([
        eb('recordings.to_erase', '=', true),
        and([
          eb('calls.created_at', '<', before),
          not(
            exists(
              selectFrom('write_backs')
                .select('step')
                .whereRef('write_backs.call_id', '=', 'calls.id')
                .where('step', 'in', ['note', 'recording'])
                .where('write_backs.state', 'in', ['pending', 'sending', 'waiting']),
            ),
          ),
        ]),
      ]),
    )
    .orderBy('calls.created_at')
    .limit(MOST_AT_ONCE)
    .execute();
}
