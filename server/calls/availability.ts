import type { Kysely } from 'kysely';
import { reachableAgents } from '#server/agents/reachable.ts';
import { wrappingUpAgents } from '#server/agents/wrapping-up.ts';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { AgentId } from '#shared/ids.ts';

export interface Availability {
  /** Would ring now, in the order given. */
  reachable: AgentId[];
  /** Online and alive, but on a call or noting one. */
  onACall: AgentId[];
}

/** How long the ledger knows of a call before the softphone's own word of it must have arrived. */
const NEWS_TAKES_MS = 10_000;

/** Which of these agents are free, and which are on a call. Call it inside the transaction that will act on it. */
export async function availability(
  { clock, config }: Pick<Context, 'clock' | 'config'>,
  tx: Kysely<Database>,
  agentIds: readonly AgentId[],
): Promise<Availability> {
  if (agentIds.length === 0) return { reachable: [], onACall: [] };
  const now = clock.now();
  const ready = await reachableAgents(tx, now, agentIds, config.limits.silentMs);
  const busyBySoftphone = await onACallBySoftphone(tx, new Date(now.getTime() - config.limits.silentMs), agentIds);
  const noting = await onlineOnly(tx, await wrappingUpAgents(tx, now, agentIds, config.limits.silentMs));
  const busyByLedger = await agentsOnACall(tx, now, agentIds);
  return {
    reachable: agentIds.filter((id) => ready.includes(id) && !busyByLedger.includes(id)),
    onACall: agentIds.filter(
      (id) => busyBySoftphone.includes(id) || noting.includes(id) || (ready.includes(id) && busyByLedger.includes(id)),
    ),
  };
}

async function onlineOnly(tx: Kysely<Database>, agentIds: readonly AgentId[]): Promise<AgentId[]> {
  if (agentIds.length === 0) return [];
  const rows = await tx
    .selectFrom('agents')
    .select('id')
    .where('id', 'in', agentIds)
    .where('active', '=', true)
    .where('presence', '=', 'online')
    .execute();
  return rows.map((row) => row.id);
}

async function onACallBySoftphone(tx: Kysely<Database>, alive: Date, agentIds: readonly AgentId[]): Promise<AgentId[]> {
  const rows = await tx
    .selectFrom('endpoints')
    .innerJoin('agents', 'agents.id', 'endpoints.agent_id')
    .select('agents.id')
    .distinct()
    .where('agents.id', 'in', agentIds)
    .where('agents.active', '=', true)
    .where('agents.presence', '=', 'online')
    .where('endpoints.on_call', '=', true)
    .where('endpoints.alive_at', '>=', alive)
    .execute();
  return rows.map((row) => row.id);
}

/**
 * Agents whose call began so recently that their softphones may not have said so. Older calls are the softphones' to tell: a ledger
 * that has missed the end of a call must not keep an agent from her customers.
 */
export async function agentsOnACall(tx: Kysely<Database>, now: Date, agentIds: readonly AgentId[]): Promise<AgentId[]> {
  const since = new Date(now.getTime() - NEWS_TAKES_MS);
  const rows = await tx
    .selectFrom('calls')
    .select('calls.agent_id')
    .distinct()
    .where('calls.agent_id', 'in', agentIds)
    .where('calls.state', '!=', 'ended')
    .where(({ fn, eb }) => eb(fn.coalesce('calls.answered_at', 'calls.created_at'), '>', since))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('call_events')
            .select('call_events.id')
            .whereRef('call_events.call_id', '=', 'calls.id')
            .where('call_events.kind', '=', 'end-asked'),
        ),
      ),
    )
    .execute();
  return rows.flatMap((row) => row.agent_id ?? []);
}
