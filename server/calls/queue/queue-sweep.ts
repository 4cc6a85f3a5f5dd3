import type { Context } from '#server/context.ts';
import { CALL_BACK_RINGS_SECONDS } from './call-back.ts';
import { settleWaiting } from './waiting.ts';

/** An agent who is rung to call somebody back: what Twilio would have told of it is lost when it takes longer. */
const CALL_BACK_TAKES_MS = (CALL_BACK_RINGS_SECONDS + 40) * 1_000;

/**
 * Puts right what was lost: callers who are gone, and calls back that came to nothing. Whoever was to be put through and was not says so
 * herself: Twilio asks what she hears while she waits.
 */
export async function sweepQueues(context: Context): Promise<void> {
  const { clock, db, log } = context;
  const open = await db
    .selectFrom('queue_entries')
    .select('call_id')
    .where('state', '!=', 'left')
    .limit(1)
    .executeTakeFirst();
  if (!open) return;
  await settleWaiting(context, db);
  const lost = await db
    .updateTable('queue_entries')
    .set({ state: 'waiting', offered_to: null })
    .where('state', '=', 'offered')
    .where('call_back', '=', true)
    .where('offered_at', '<=', new Date(clock.now().getTime() - CALL_BACK_TAKES_MS))
    .returning('call_id')
    .execute();
  for (const { call_id: callId } of lost) log.warn('call back came to nothing', { callId });
}
