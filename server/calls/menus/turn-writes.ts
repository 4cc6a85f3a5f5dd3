import { CompiledQuery } from 'kysely';
import type { Position } from '#server/call-flow/turn.ts';
import type { CallEvent } from '#server/calls/call-event.ts';
import { eventColumns } from '#server/calls/save-call.ts';
import type { Context } from '#server/context.ts';
import type { AgentId, CallId, E164 } from '#shared/ids.ts';

/** A row's version, as PostgreSQL has it: another one after every change, whoever makes it. */
export type Seen = string;

/** A step of a caller's, to be written. */
export interface Turned {
  id: CallId;
  /** As it was seen last; null: a caller who is not known yet. */
  seen: Seen | null;
  leg: string;
  line: E164;
  number: E164 | null;
  /** The version of the line's flow, and the flow itself: number and version may come again. */
  version: number;
  edition: string;
  at: Date;
  events: readonly CallEvent[];
  position: Position;
  /** Whom it rings. */
  rang: readonly AgentId[];
}

/**
 * Writes the steps of many callers with one commit, and tells whom they ring. Left out is who is not as she was seen or is held by another
 * transaction right now, a new caller who is known or blocked, and whose line does not answer with this flow (any more).
 *
 * @returns what they look like now.
 */
export async function writeTurns(
  { db, realtime }: Pick<Context, 'db' | 'realtime'>,
  turns: readonly Turned[],
): Promise<ReadonlyMap<CallId, Seen>> {
  const given = turns.map(({ events, ...turn }) => ({
    ...turn,
    events: events.map(eventColumns),
    notices: turn.rang.length > 0 ? realtime.notices(turn.rang, 'calls') : [],
  }));
  const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(WRITTEN, [JSON.stringify(given)]));
  return new Map(rows.map(({ id, seen }) => [id, seen]));
}

interface Row {
  id: CallId;
  seen: Seen;
}

/** One text: it is asked with every key that is pressed, and to put it together anew would take longer than to ask it. */
const WRITTEN = `
  with given as (
    select id, seen, leg, line, number, version, edition, at, events, position, rang, notices
    from jsonb_to_recordset($1::jsonb) as given (
      id text, seen text, leg text, line text, number text, version integer, edition uuid, at timestamptz, events jsonb,
      position jsonb, rang jsonb, notices jsonb
    )
    where exists (
      select from call_flows
      where call_flows.number = given.line and call_flows.version = given.version and call_flows.edition = given.edition
    )
  ), held as (
    select calls.id, given.position, given.rang, given.at, given.events, given.notices
    from calls join given on given.id = calls.id
    where calls.xmin::text = given.seen
      and exists (select from incoming_numbers where incoming_numbers.number = calls.line)
    for update of calls skip locked
  ), moved as (
    update calls set flow_position = held.position, rang = held.rang
    from held where calls.id = held.id
    returning calls.id, calls.xmin::text as seen, held.at, held.events, held.notices
  ), entered as (
    insert into calls (id, direction, line, number, parent_sid, state, created_at, flow_version, flow_position)
    select given.id, 'incoming', given.line, given.number, given.leg, 'ringing', given.at, given.version, given.position
    from given join incoming_numbers
      on incoming_numbers.number = given.line and incoming_numbers.flow_version = given.version
    where given.seen is null
      and not exists (select from blocked_numbers where blocked_numbers.number = given.number)
    on conflict (parent_sid) do nothing
    returning calls.id, calls.xmin::text as seen
  ), written as (
    select id, seen, at, events, notices from moved
    union all
    select entered.id, entered.seen, given.at, given.events, given.notices from entered join given using (id)
  ), told as (
    insert into call_events (call_id, key, kind, at, data, received_at)
    select written.id, event.fact->>'key', event.fact->>'kind', written.at, event.fact->'data', written.at
    from written cross join jsonb_array_elements(written.events) with ordinality as event (fact, place)
    order by event.place
  )
  select id, seen, (
    select count(pg_notify(notice.channel, notice.payload))
    from jsonb_to_recordset(written.notices) as notice (channel text, payload text)
  ) as told
  from written`;
