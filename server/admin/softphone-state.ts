import type { Context } from '#server/context.ts';
import type { AgentId } from '#shared/ids.ts';

/** `none`: no softphone of hers shows life. `not-registered`: one does, but Twilio can't ring it. */
export type SoftphoneState = 'none' | 'not-registered' | 'registered';

export async function softphoneState(
  { clock, config, db }: Pick<Context, 'clock' | 'config' | 'db'>,
  agentId: AgentId,
): Promise<SoftphoneState> {
  const endpoints = await db
    .selectFrom('endpoints')
    .select('registered')
    .where('agent_id', '=', agentId)
    .where('alive_at', '>=', new Date(clock.now().getTime() - config.limits.silentMs))
    .execute();
  if (endpoints.length === 0) return 'none';
  return endpoints.some(({ registered }) => registered) ? 'registered' : 'not-registered';
}
