import { CompiledQuery, type Kysely } from 'kysely';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { Presence } from '#shared/call/call.ts';
import type { AgentId, E164 } from '#shared/ids.ts';
import { whoTakesSecond } from './second-call.ts';

/** How long the ledger knows of a call before the softphone's own word of it must have arrived. */
export const NEWS_TAKES_MS = 10_000;
/** Longer than any call can last: bounds what the index is read for. */
export const LONGEST_CALL_MS = 5 * 3_600_000;

/** What a caller needs to know of one of our people now. */
export interface Whereabouts {
  agentId: AgentId;
  active: boolean;
  presence: Presence;
  /** Her softphone is registered and shows life. */
  alive: boolean;
  /** On a call or noting one, or about to be rung for a caller of the queue, whatever she chose. */
  busy: boolean;
  mobile: { number: E164; rings: 'also' | 'when-not-online' } | null;
  /** She wants to be rung while she is on a call. */
  callWaiting: boolean;
  /** And may be now: her softphone is on one call that is talked, and nothing else rings it. */
  takesSecond: boolean;
}

/**
 * Where these agents are, whoever came online first, first (line 72). Softphones tell whether they are on a call. What only the ledger
 * knows counts too: a call so recent that they may not have said so, and one that is talked on a mobile. For the rest they are believed:
 * a ledger that has missed the end of a call must not keep an agent from her customers.
 *
 * What never changes stands in the statement itself: only then can PostgreSQL use its partial indexes in a plan that it keeps, and to plan
 * this anew takes it four times as long as to answer it.
 */
export async function whereabouts(
  { clock, config }: Pick<Context, 'clock' | 'config'>,
  tx: Kysely<Database>,
  agentIds: readonly AgentId[],
): Promise<Whereabouts[]> {
  if (agentIds.length === 0) return [];
  const now = clock.now();
  const alive = new Date(now.getTime() - config.limits.silentMs);
  const { rows } = await tx.executeQuery<Row>(
    CompiledQuery.raw(whereTheyAre(agentIds.length), [...since(now), alive, ...agentIds]),
  );
  const waits = rows.filter((row) => row.call_waiting && row.on_call_here && row.presence === 'online');
  const second = await whoTakesSecond(
    { clock },
    tx,
    waits.map(({ id }) => id),
  );
  return rows.map((row) => {
    const noted = row.last_end && row.last_end.getTime() + (row.wrap_up_seconds ?? 0) * 1_000 > now.getTime();
    return {
      agentId: row.id,
      active: row.active,
      presence: row.presence,
      alive: row.ready,
      busy: row.on_call || row.offered || row.talking || Boolean(row.noting && noted),
      mobile: row.number && row.rings && row.rings !== 'never' ? { number: row.number, rings: row.rings } : null,
      callWaiting: row.call_waiting,
      takesSecond: second.has(row.id),
    };
  });
}

/** Agents who are on a call that their softphones may not have told of. */
export async function agentsOnACall(tx: Kysely<Database>, now: Date, agentIds: readonly AgentId[]): Promise<AgentId[]> {
  if (agentIds.length === 0) return [];
  const { rows } = await tx.executeQuery<{ id: AgentId }>(CompiledQuery.raw(WHO_TALKS, [...since(now), agentIds]));
  return rows.map(({ id }) => id);
}

/** From when on calls are looked at, and from when on softphones may not have told of one. */
const since = (now: Date): [Date, Date] => [
  new Date(now.getTime() - LONGEST_CALL_MS),
  new Date(now.getTime() - NEWS_TAKES_MS),
];

/** Calls as only the ledger may know them. The parameters of a statement begin with `since`. */
const TALKING = `
  select calls.agent_id from calls
  where calls.state <> 'ended' and calls.created_at > $1 and (
    coalesce(calls.answered_at, calls.created_at) > $2
      and not exists (select from call_events where call_events.call_id = calls.id and call_events.kind = 'end-asked')
    or exists (select from call_events where call_events.call_id = calls.id and call_events.kind = 'accepted')
  )`;

const WHO_TALKS = `
  select distinct talking.agent_id as id from (${TALKING}) as talking where talking.agent_id = any($3)`;

interface Row {
  id: AgentId;
  active: boolean;
  presence: Presence;
  call_waiting: boolean;
  number: E164 | null;
  rings: 'never' | 'also' | 'when-not-online' | null;
  ready: boolean;
  on_call: boolean;
  on_call_here: boolean;
  noting: boolean;
  wrap_up_seconds: number | null;
  last_end: Date | null;
  offered: boolean;
  talking: boolean;
}

/**
 * A text, as it is asked with every ring: to put it together from its parts each time would take longer than to ask it. The agents are
 * listed, since PostgreSQL plans anew each time for an array, whose length it can't know.
 */
const whereTheyAre = (agents: number): string => `
  select agents.id, agents.active, agents.presence, agents.call_waiting, mobiles.number, mobiles.rings,
    coalesce(bool_or(endpoints.registered and not endpoints.on_call), false) as ready,
    coalesce(bool_or(endpoints.on_call), false) as on_call,
    coalesce(bool_or(endpoints.registered and endpoints.on_call), false) as on_call_here,
    coalesce(bool_or(endpoints.wrapping_up and not endpoints.on_call), false) as noting,
    (select wrap_up_seconds from team limit 1) as wrap_up_seconds,
    (select max(calls.ended_at) from calls where calls.agent_id = agents.id and calls.created_at > $1) as last_end,
    exists (
      select from queue_entries where queue_entries.state = 'offered' and queue_entries.offered_to = agents.id
    ) as offered,
    exists (${TALKING} and calls.agent_id = agents.id) as talking
  from agents
    left join endpoints on endpoints.agent_id = agents.id and endpoints.alive_at >= $3
    left join mobiles on mobiles.agent_id = agents.id
  where agents.id in (${Array.from({ length: agents }, (_, index) => `$${index + 4}`).join(', ')})
  group by agents.id, mobiles.agent_id
  order by agents.presence_since, agents.id`;
