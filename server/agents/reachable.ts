import type { Kysely } from 'kysely';
import { DEFAULT_LIMITS } from '#server/config.ts';
import type { Database } from '#server/database/schema.ts';
import type { AgentId } from '#shared/ids.ts';
import { wrappingUpAgents } from './wrapping-up.ts';

/**
 * Which of these agents would ring now: active, online by choice, with an endpoint that is registered, showed life within
 * `silentMs` (default 15 s) and is not on a call, there or on another computer, and not noting one. Whoever set the status Online first comes first.
 */
export async function reachableAgents(
  db: Kysely<Database>,
  now: Date,
  agentIds: readonly AgentId[],
  silentMs: number = DEFAULT_LIMITS.silentMs,
): Promise<AgentId[]> {
  if (agentIds.length === 0) return [];
  const rows = await db
    .selectFrom('agents')
    .select('agents.id')
    .where('agents.id', 'in', agentIds)
    .where('agents.active', '=', true)
    .where('agents.presence', '=', 'online')
    .where(({ and, exists, not, selectFrom }) => {
      const alive = selectFrom('endpoints')
        .select('endpoints.id')
        .whereRef('endpoints.agent_id', '=', 'agents.id')
        .where('endpoints.alive_at', '>=', new Date(now.getTime() - silentMs));
      // She may still talk on the computer that she had before this one.
      return and([
        exists(alive.where('endpoints.registered', '=', true)),
        not(exists(alive.where('endpoints.on_call', '=', true))),
      ]);
    })
    .orderBy('agents.presence_since')
    .orderBy('agents.id')
    .execute();
  if (rows.length === 0) return [];
  const noting = await wrappingUpAgents(
    db,
    now,
    rows.map((row) => row.id),
    silentMs,
  );
  return rows.map((row) => row.id).filter((id) => !noting.includes(id));
}
