import { type Kysely, type SqlBool, sql } from 'kysely';
import * as v from 'valibot';
import { type Part, partOf } from '#server/calls/control/control-view.ts';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { LiveCall } from '#shared/api/events.ts';
import type { Party } from '#shared/api/party.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import { callEventSchema } from './call-event.ts';
import type { CallRow } from './call-row.ts';

/** How long a call that is over, or that a colleague took, is still shown. */
const SHOWN_MS = 10_000;
/** Longer than any call can last. */
const LONGEST_CALL_MS = 5 * 3_600_000;
/** The CRM is asked for 10 s at most: who is still unknown then stays so (the process that asked has died). */
const LOOKING_MS = 60_000;

/** All calls that concern this agent now, and those over for at most 10 s. The same for whoever asks late. */
export async function liveCalls({ db, clock }: Pick<Context, 'db' | 'clock'>, agentId: AgentId): Promise<LiveCall[]> {
  const now = clock.now();
  const justNow = new Date(now.getTime() - SHOWN_MS);
  const rows = await db
    .selectFrom('calls')
    .leftJoin('agents as taker', 'taker.id', 'calls.agent_id')
    .leftJoin('incoming_numbers as line', 'line.number', 'calls.line')
    .leftJoin('call_matches as known', (join) =>
      join.onRef('known.call_id', '=', 'calls.id').on('known.agent_id', '=', agentId),
    )
    .selectAll('calls')
    .select(['taker.name as takerName', 'line.name as lineName', 'known.match'])
    .where('calls.id', 'in', concerning(db, agentId, new Date(now.getTime() - LONGEST_CALL_MS), justNow))
    .orderBy('calls.created_at')
    .execute();

  const ringing = rows.filter(({ direction, state }) => direction === 'incoming' && state === 'ringing');
  const elsewhere = await callsThatRingOthers(
    db,
    agentId,
    ringing.map(({ id }) => id),
  );
  const parts = await partsIn(db, rows, agentId);
  return rows.flatMap((row): LiveCall[] => {
    if (elsewhere.has(row.id)) return [];
    const part = parts.get(row.id);
    const taken = row.agent_id !== null && row.agent_id !== agentId && (!part || part.state === 'none');
    const takenAt = part?.leftAt ?? row.answered_at;
    if (taken && takenAt && takenAt <= justNow) return [];
    // She has given it to somebody outside.
    const gave = part?.state === 'none' && row.agent_id === agentId;
    if (gave && !(part.leftAt && part.leftAt > justNow)) return [];
    if (row.state === 'placed' && row.usable_until && row.usable_until < now) return [];
    return [
      {
        id: row.id,
        direction: row.direction,
        state: taken || gave ? 'ended' : shownState(row.state, part?.state === 'ringing'),
        line: row.line,
        lineName: row.lineName,
        party: { number: row.number, match: row.match ?? unknownYet(row, now) },
        startedAt: row.created_at.toISOString(),
        answeredAt: part?.state === 'ringing' ? null : (row.answered_at?.toISOString() ?? null),
        disposition: taken || gave ? 'answered' : row.disposition,
        answeredElsewhere: taken ? row.takerName : null,
        control: taken || gave ? null : (part?.control ?? null),
      },
    ];
  });
}

/** What each call that somebody talks in is to her. */
async function partsIn(db: Kysely<Database>, rows: readonly CallRow[], agentId: AgentId): Promise<Map<CallId, Part>> {
  const talking = rows.filter(({ state }) => state === 'talking');
  return new Map(await Promise.all(talking.map(async (row) => [row.id, await partOf(db, row, agentId)] as const)));
}

/** Calls that have rung her, and have gone on to somebody else, to the queue or to voicemail since. */
async function callsThatRingOthers(db: Kysely<Database>, agentId: AgentId, ids: CallId[]): Promise<Set<CallId>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('call_events')
    .select(['call_id', 'kind', 'data'])
    .where('call_id', 'in', ids)
    .where('kind', 'in', ['rang', 'dial-ended', 'turn'])
    .execute();
  const events = rows.map(({ call_id, kind, data }) => ({
    call_id,
    event: v.parse(callEventSchema, { ...data, kind }),
  }));
  const ringsHer = (id: CallId) => {
    const hers = events.flatMap(({ call_id, event }) => (call_id === id ? [event] : []));
    const over = hers.flatMap((event) => (event.kind === 'dial-ended' ? [event.step] : []));
    // A caller who was taken out of her Dial, to wait in the queue, is a step further without its end.
    const now = Math.max(0, ...hers.map((event) => (event.kind === 'turn' ? event.step : 0)));
    return hers.some(
      (event) =>
        event.kind === 'rang' && event.agentIds.includes(agentId) && event.step >= now && !over.includes(event.step),
    );
  };
  return new Set(ids.filter((id) => !ringsHer(id)));
}

/** Ids of her calls. In parts that each have an index: this runs at every change of every call. */
function concerning(db: Kysely<Database>, agentId: AgentId, since: Date, endedSince: Date) {
  const rangHer = sql<SqlBool>`calls.rang @> ${JSON.stringify([agentId])}::jsonb`;
  const recent = db.selectFrom('calls').select('calls.id').where('calls.created_at', '>', since);
  return recent
    .where('calls.state', '!=', 'ended')
    .where(({ or, eb }) => or([eb('calls.agent_id', '=', agentId), rangHer]))
    .union(recent.where('calls.agent_id', '=', agentId).where('calls.ended_at', '>', endedSince))
    .union(
      recent
        .innerJoin('incoming_number_agents as hers', 'hers.number', 'calls.line')
        .where('hers.agent_id', '=', agentId)
        .where('calls.ended_at', '>', endedSince)
        .where(rangHer),
    );
}

/** To her: a placed call is dialled, and one that is passed to her rings, however long others have talked. */
function shownState(state: CallRow['state'], rings: boolean): LiveCall['state'] {
  if (state === 'placed') return 'dialling';
  return rings ? 'ringing' : state;
}

function unknownYet(row: { number: string | null; created_at: Date }, now: Date): Party['match'] {
  if (row.number === null) return { state: 'unknown' };
  return now.getTime() - row.created_at.getTime() < LOOKING_MS ? { state: 'looking' } : { state: 'unavailable' };
}
