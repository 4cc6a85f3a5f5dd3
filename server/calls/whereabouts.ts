import { type Kysely, type SqlBool, sql } from 'kysely';
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
  const rows = await tx
    .selectFrom('agents')
    .leftJoin('endpoints', (join) =>
      join.onRef('endpoints.agent_id', '=', 'agents.id').on('endpoints.alive_at', '>=', alive),
    )
    .leftJoin('mobiles', 'mobiles.agent_id', 'agents.id')
    .select(['agents.id', 'agents.active', 'agents.presence', 'mobiles.number', 'mobiles.rings'])
    .select('agents.call_waiting')
    .select(({ selectFrom, exists }) => [
      sql<boolean>`coalesce(bool_or(endpoints.registered and not endpoints.on_call), false)`.as('ready'),
      sql<boolean>`coalesce(bool_or(endpoints.on_call), false)`.as('onCall'),
      sql<boolean>`coalesce(bool_or(endpoints.registered and endpoints.on_call), false)`.as('onCallHere'),
      sql<boolean>`coalesce(bool_or(endpoints.wrapping_up and not endpoints.on_call), false)`.as('noting'),
      selectFrom('team').select('wrap_up_seconds').limit(sql.lit(1)).as('wrapUpSeconds'),
      selectFrom('calls')
        .select(({ fn }) => fn.max('calls.ended_at').as('at'))
        .whereRef('calls.agent_id', '=', 'agents.id')
        .where('calls.created_at', '>', new Date(now.getTime() - LONGEST_CALL_MS))
        .as('lastEnd'),
      exists(
        selectFrom('queue_entries')
          .select('call_id')
          .where('state', '=', sql.lit('offered'))
          .whereRef('offered_to', '=', 'agents.id'),
      ).as('offered'),
      exists(talking(tx, now).select('calls.id').where(sql<SqlBool>`calls.agent_id = agents.id`)).as('talking'),
    ])
    .where('agents.id', 'in', [...agentIds])
    .groupBy(['agents.id', 'mobiles.agent_id'])
    .orderBy('agents.presence_since')
    .orderBy('agents.id')
    .execute();
  const waits = rows.filter((row) => row.call_waiting && row.onCallHere && row.presence === 'online');
  const second = await whoTakesSecond(
    { clock },
    tx,
    waits.map(({ id }) => id),
  );
  return rows.map((row) => {
    const noted = row.lastEnd && row.lastEnd.getTime() + (row.wrapUpSeconds ?? 0) * 1_000 > now.getTime();
    return {
      agentId: row.id,
      active: row.active,
      presence: row.presence,
      alive: row.ready,
      busy: row.onCall || Boolean(row.offered) || Boolean(row.talking) || Boolean(row.noting && noted),
      mobile: row.number && row.rings && row.rings !== 'never' ? { number: row.number, rings: row.rings } : null,
      callWaiting: row.call_waiting,
      takesSecond: second.has(row.id),
    };
  });
}

/** Agents who are on a call that their softphones may not have told of. */
export async function agentsOnACall(tx: Kysely<Database>, now: Date, agentIds: readonly AgentId[]): Promise<AgentId[]> {
  if (agentIds.length === 0) return [];
  const rows = await talking(tx, now)
    .select('calls.agent_id')
    .distinct()
    .where('calls.agent_id', 'in', [...agentIds])
    .execute();
  return rows.flatMap((row) => row.agent_id ?? []);
}

function talking(tx: Kysely<Database>, now: Date) {
  const known = (kind: 'accepted' | 'end-asked') =>
    tx
      .selectFrom('call_events')
      .select('call_events.id')
      .where(sql<SqlBool>`call_events.call_id = calls.id`)
      .where('call_events.kind', '=', sql.lit(kind));
  return tx
    .selectFrom('calls')
    .where('calls.state', '!=', sql.lit('ended'))
    .where('calls.created_at', '>', new Date(now.getTime() - LONGEST_CALL_MS))
    .where(({ and, or, eb, fn, not, exists }) =>
      or([
        and([
          eb(fn.coalesce('calls.answered_at', 'calls.created_at'), '>', new Date(now.getTime() - NEWS_TAKES_MS)),
          not(exists(known('end-asked'))),
        ]),
        exists(known('accepted')),
      ]),
    );
}
