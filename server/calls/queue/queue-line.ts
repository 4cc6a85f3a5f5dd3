import { type Kysely, sql } from 'kysely';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { AgentId, CallId } from '#shared/ids.ts';

type Tx = Kysely<Database>;
type Needs = Pick<Context, 'clock'>;

/** Whom an agent did not answer is not put through to her again before this: others may be free, and she may be away from her desk. */
export const SAME_AGENT_AGAIN_MS = 60_000;
/** Twilio has asked what a caller hears by then, when it has her in the queue; else it has lost that, and she is offered all the same. */
export const ENTERING_TAKES_MS = 5_000;
/** A customer whose agent did not pick up is not called at once again. */
export const CALL_BACK_AGAIN_MS = 60_000;
/** Longer than any call can last: bounds what the index is read for. */
const LONGEST_CALL_MS = 5 * 3_600_000;

/** Everybody who may be offered to an agent now, the longest-waiting first. */
export async function whoWaits({ clock }: Needs, tx: Tx) {
  const now = clock.now().getTime();
  const rows = await tx
    .selectFrom('queue_entries')
    .innerJoin('calls', 'calls.id', 'queue_entries.call_id')
    .select(['queue_entries.call_id', 'queue_entries.line', 'queue_entries.people', 'queue_entries.call_back'])
    .select(['queue_entries.entered_at', 'calls.parent_sid', 'calls.number', 'calls.flow_version'])
    .select(({ selectFrom }) =>
      selectFrom('call_events')
        .select(sql<number>`(call_events.data->>'step')::int`.as('step'))
        .whereRef('call_events.call_id', '=', 'calls.id')
        .where('call_events.kind', '=', 'turn')
        .orderBy(sql`(call_events.data->>'step')::int`, 'desc')
        .limit(1)
        .as('step'),
    )
    .where('queue_entries.state', '=', 'waiting')
    .where(({ or, and, eb }) =>
      or([
        and([
          eb('queue_entries.call_back', '=', false),
          eb('queue_entries.why', 'is', null),
          // Whoever was passed on in vain has talked before.
          eb('calls.state', 'in', ['ringing', 'talking']),
          or([
            eb('queue_entries.offered_at', 'is', null),
            eb('queue_entries.offered_at', '<=', new Date(now - ENTERING_TAKES_MS)),
          ]),
        ]),
        and([
          eb('queue_entries.call_back', '=', true),
          or([
            eb('queue_entries.offered_at', 'is', null),
            eb('queue_entries.offered_at', '<=', new Date(now - CALL_BACK_AGAIN_MS)),
          ]),
        ]),
      ]),
    )
    .orderBy('queue_entries.entered_at')
    .orderBy('queue_entries.call_id')
    .execute();
  return rows.flatMap((row) =>
    row.parent_sid === null
      ? []
      : [
          {
            callId: row.call_id,
            line: row.line,
            people: row.people,
            callBack: row.call_back,
            enteredAt: row.entered_at,
            leg: row.parent_sid,
            number: row.number,
            flowVersion: row.flow_version,
            step: row.step ?? 0,
          },
        ],
  );
}
export type Waiting = Awaited<ReturnType<typeof whoWaits>>[number];

/** Agents whom somebody rings now, for a caller of the queue or any other: a softphone takes one call at a time. */
export async function agentsRung({ clock }: Needs, tx: Tx): Promise<Set<AgentId>> {
  const offers = await tx.selectFrom('queue_entries').select('offered_to').where('state', '=', 'offered').execute();
  const { rows } = await sql<{ agent_id: AgentId }>`
    select jsonb_array_elements_text(latest.data->'did'->'agentIds') as agent_id
    from calls
    cross join lateral (
      select data from call_events
      where call_events.call_id = calls.id and kind = 'turn'
      order by (data->>'step')::int desc limit 1
    ) as latest
    where calls.state = 'ringing' and calls.direction = 'incoming' and latest.data->'did'->>'do' = 'ring'
      and calls.created_at > ${new Date(clock.now().getTime() - LONGEST_CALL_MS)}
  `.execute(tx);
  return new Set([...offers.flatMap(({ offered_to }) => offered_to ?? []), ...rows.map(({ agent_id }) => agent_id)]);
}

/**
 * Who rang for which of these callers a moment ago, and did not answer. Where a colleague did, nobody let her ring (Twilio tells of
 * the answer in whole seconds). Whoever was on a call, and let the second caller wait for its end, takes her then.
 */
export async function rungInVain({ clock }: Needs, tx: Tx, callIds: readonly CallId[]): Promise<Set<string>> {
  const { rows } = await sql<{ call_id: CallId; agent_id: AgentId }>`
    select call_events.call_id, jsonb_array_elements_text(call_events.data->'agentIds') as agent_id
    from call_events
    join calls on calls.id = call_events.call_id
    where call_events.call_id = any(${[...callIds]}) and call_events.kind = 'rang'
      and call_events.data->>'second' is null
      and call_events.at > coalesce(calls.answered_at + interval '1 second', '-infinity')
      and call_events.at > ${new Date(clock.now().getTime() - SAME_AGENT_AGAIN_MS)}
  `.execute(tx);
  return new Set(rows.map(({ call_id, agent_id }) => `${call_id} ${agent_id}`));
}
