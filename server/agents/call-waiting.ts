import type { Context } from '#server/context.ts';
import type { AgentId } from '#shared/ids.ts';

/** Whether she is rung while she is on a call, when nobody is free. */
export async function hasCallWaiting({ db }: Pick<Context, 'db'>, agentId: AgentId): Promise<boolean> {
  const row = await db.selectFrom('agents').select('call_waiting').where('id', '=', agentId).executeTakeFirstOrThrow();
  return row.call_waiting;
}

export async function setCallWaiting(
  { db, log }: Pick<Context, 'db' | 'log'>,
  agentId: AgentId,
  on: boolean,
): Promise<void> {
  await db.updateTable('agents').set({ call_waiting: on }).where('id', '=', agentId).execute();
  log.info('call waiting chosen', { agentId, on });
}
