import type { Context } from '#server/context.ts';
import type { CallId } from '#shared/ids.ts';

/** A recording that was complete is found to be deleted at Twilio: from now on nobody is offered it. May be told more than once. */
export async function recordingLost(
  { clock, db, log, realtime }: Pick<Context, 'clock' | 'db' | 'log' | 'realtime'>,
  callId: CallId,
  sid: string,
): Promise<void> {
  const lost = await db.transaction().execute(async (tx) => {
    const changed = await tx
      .updateTable('recordings')
      .set({ state: 'gone', updated_at: clock.now() })
      .where('call_id', '=', callId)
      .where('sid', '=', sid)
      .where('state', '=', 'completed')
      .returning('call_id')
      .executeTakeFirst();
    if (!changed) return false;
    const call = await tx.selectFrom('calls').select('agent_id').where('id', '=', callId).executeTakeFirst();
    if (call?.agent_id) {
      await realtime.tell(tx, [call.agent_id], 'wrap-ups');
      await realtime.tell(tx, [call.agent_id], 'recent-calls');
    }
    return true;
  });
  if (lost) log.info('recording changed', { callId, state: 'gone' });
}
