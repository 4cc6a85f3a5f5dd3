import { holdCall } from '#server/calls/call.store.ts';
import type { Context } from '#server/context.ts';
import { everyRound } from '#server/jobs/rounds.ts';
import { scheduleWriteBack } from './write-back.due.ts';
import { writeBackJob } from './write-back.job.ts';

const EVERY_MS = 2_000;
const MOST_A_ROUND = 200;

/** Begins what has become due by the Clock, every two seconds, by one process for all; the work itself is every process's. */
export function keepWriting(context: Context): void {
  everyRound(context, 'write-back', EVERY_MS, async () => {
    await planDue(context);
    await queueDue(context);
  });
}

/** Calls whose time has come: nobody has saved them. */
async function planDue(context: Context): Promise<void> {
  const calls = await context.db
    .selectFrom('calls')
    .select('id')
    .where('write_back_at', '<=', context.clock.now())
    .orderBy('write_back_at')
    .limit(MOST_A_ROUND)
    .execute();
  for (const { id } of calls) {
    await holdCall(context, { id }, async (call) => {
      await scheduleWriteBack(context, call);
      if (call.row.agent_id) await context.realtime.tell(call.tx, [call.row.agent_id], 'wrap-ups');
    });
  }
}

/** What waits for its time, what a process that died has left, and what a lost job would have done. */
async function queueDue({ clock, db, jobs }: Context): Promise<void> {
  const now = clock.now();
  const due = await db
    .selectFrom('write_backs')
    .select('call_id')
    .distinct()
    .where('state', 'in', ['pending', 'waiting', 'sending'])
    .where('due_at', '<=', now)
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom('write_backs as other')
            .select('other.step')
            .whereRef('other.call_id', '=', 'write_backs.call_id')
            // Somebody is at it, or what comes first has to wait.
            .where(({ and, eb, or }) =>
              or([
                eb('other.sending_until', '>', now),
                and([
                  eb('other.state', '=', 'waiting'),
                  or([eb('other.due_at', 'is', null), eb('other.due_at', '>', now)]),
                ]),
              ]),
            ),
        ),
      ),
    )
    .limit(MOST_A_ROUND)
    .execute();
  for (const { call_id } of due) await jobs.enqueue(db, writeBackJob, { callId: call_id }, call_id);
}
