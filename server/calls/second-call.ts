import type { Kysely } from 'kysely';
import { agentsRung } from '#server/calls/queue/queue-line.ts';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { AgentId } from '#shared/ids.ts';

/** Longer than any call can last: bounds what the index is read for. */
const LONGEST_CALL_MS = 5 * 3_600_000;

/**
 * Which of these agents, who are on a call by their softphones' own word and want call waiting, may be rung for a second one: those who
 * talk in exactly one, and whom nothing else rings. Whoever dials, notes a call or listens in is left alone.
 */
export async function whoTakesSecond(
  { clock }: Pick<Context, 'clock'>,
  tx: Kysely<Database>,
  agentIds: readonly AgentId[],
): Promise<ReadonlySet<AgentId>> {
  if (agentIds.length === 0) return new Set();
  const rung = await agentsRung({ clock }, tx);
  const calls = await tx
    .selectFrom('calls')
    .select(['agent_id', 'state'])
    .where('agent_id', 'in', [...agentIds])
    .where('state', '!=', 'ended')
    .where('created_at', '>', new Date(clock.now().getTime() - LONGEST_CALL_MS))
    .execute();
  const takes = agentIds.filter((agentId) => {
    const hers = calls.filter((call) => call.agent_id === agentId);
    return hers.length === 1 && hers[0]?.state === 'talking' && !rung.has(agentId);
  });
  return new Set(takes);
}
