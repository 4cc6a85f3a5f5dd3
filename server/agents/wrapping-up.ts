import type { Kysely } from 'kysely';
import type { Database } from '#server/database/schema.ts';
import type { AgentId } from '#shared/ids.ts';

/** Longer than any call can last: bounds what the index is read for. */
const LONGEST_CALL_MS = 5 * 3_600_000;

/**
 * Which of these agents note a call and are not rung meanwhile: their softphones say so, and their last call ended less than the team's
 * wrap-up time ago. A softphone that says so for ever keeps nobody from her customers.
 */
export async function wrappingUpAgents(
  db: Kysely<Database>,
  now: Date,
  agentIds: readonly AgentId[],
  silentMs: number,
): Promise<AgentId[]> {
  if (agentIds.length === 0) return [];
  const rows = await db
    .selectFrom('endpoints')
    .select('endpoints.agent_id')
    .select(({ selectFrom }) => selectFrom('team').select('wrap_up_seconds').limit(1).as('seconds'))
    .select(({ selectFrom }) =>
      selectFrom('calls')
        .select(({ fn }) => fn.max('calls.ended_at').as('at'))
        .whereRef('calls.agent_id', '=', 'endpoints.agent_id')
        .where('calls.created_at', '>', new Date(now.getTime() - LONGEST_CALL_MS))
        .as('lastEnd'),
    )
    .where('endpoints.agent_id', 'in', agentIds)
    .where('endpoints.wrapping_up', '=', true)
    .where('endpoints.on_call', '=', false)
    .where('endpoints.alive_at', '>=', new Date(now.getTime() - silentMs))
    .execute();
  return rows
    .filter(({ lastEnd, seconds }) => lastEnd && lastEnd.getTime() + (seconds ?? 0) * 1_000 > now.getTime())
    .map((row) => row.agent_id);
}
