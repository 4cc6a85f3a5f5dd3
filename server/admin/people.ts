import type { Selectable } from 'kysely';
import { agentOf } from '#server/agents/me.ts';
import { NO_PLACE, PLACE_KEPT_MS } from '#server/agents/presence.ts';
import { reachableAgents } from '#server/agents/reachable.ts';
import { wrappingUpAgents } from '#server/agents/wrapping-up.ts';
import { talkingSince } from '#server/calls/control/list-colleagues.ts';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { Person } from '#shared/api/admin-api.ts';
import type { AgentId } from '#shared/ids.ts';

type AgentRow = Selectable<Database['agents']>;

/**
 * Every active CRM user, with what she can do now, where she stands in line for ringing in turn, and why. And who no longer is one, as
 * long as a number's flow, a pair or a mobile still names her: the admin takes her out there.
 */
export async function people({ db, clock, config }: Context): Promise<Person[]> {
  const now = clock.now();
  const agents = await db
    .selectFrom('agents')
    .selectAll()
    .where(({ exists, or, ref, selectFrom }) =>
      or([
        ref('agents.active'),
        exists(selectFrom('incoming_number_agents').select('number').whereRef('agent_id', '=', 'agents.id')),
        exists(selectFrom('outgoing_numbers').select('number').whereRef('agent_id', '=', 'agents.id')),
        exists(
          selectFrom('mobiles').select('number').whereRef('agent_id', '=', 'agents.id').where('number', 'is not', null),
        ),
      ]),
    )
    .orderBy('name')
    .orderBy('id')
    .execute();
  const ids = agents.map((agent) => agent.id);
  const reachable = await reachableAgents(db, now, ids, config.limits.silentMs);
  const wrappingUp = await wrappingUpAgents(db, now, ids, config.limits.silentMs);
  const endpoints = await db
    .selectFrom('endpoints')
    .select(['agent_id', 'on_call', 'alive_at'])
    .orderBy('alive_at', 'desc')
    .execute();
  const talking = await talkingSince({ clock, db }, ids);
  const pairs = await db
    .selectFrom('outgoing_numbers')
    .select(['agent_id', 'number'])
    .orderBy('is_default', 'desc')
    .orderBy('updated_at')
    .orderBy('number')
    .execute();
  const mobiles = await db.selectFrom('mobiles').select(['agent_id', 'number', 'rings']).execute();
  const alive = new Date(now.getTime() - config.limits.silentMs);
  const living = endpoints.filter(({ alive_at }) => alive_at >= alive);
  const kept = new Date(now.getTime() - PLACE_KEPT_MS);
  const line = inLine(
    agents,
    endpoints.filter(({ alive_at }) => alive_at >= kept).map((endpoint) => endpoint.agent_id),
  );
  return agents.map((row) => {
    const mobile = mobiles.find((one) => one.agent_id === row.id);
    return {
      agent: agentOf(row),
      signedIn: row.last_signed_in_at !== null,
      presence: row.presence,
      active: row.active,
      ...(row.presence === 'away' && { awayReason: row.away_reason, awayUntil: row.away_until?.toISOString() ?? null }),
      onCallSince: talking.get(row.id)?.toISOString() ?? null,
      reachable: reachable.includes(row.id),
      alive: living.some((one) => one.agent_id === row.id),
      onCall: living.some((one) => one.agent_id === row.id && one.on_call),
      wrappingUp: wrappingUp.includes(row.id),
      ...placeOf(row, line),
      placeLost: line.includes(row) || !row.active ? null : lossOf(row, endpoints),
      outgoingNumbers: pairs.filter((pair) => pair.agent_id === row.id).map((pair) => pair.number),
      mobile: mobile ? { number: mobile.number, when: mobile.rings } : { number: null, when: 'never' },
    };
  });
}

/**
 * Who has a place in line, first first: whoever set Online first, or came back to the end after a call. Away keeps it; Offline gives it
 * up, and so does a longer silence.
 */
function inLine(agents: readonly AgentRow[], heardOf: readonly AgentId[]): AgentRow[] {
  return agents
    .filter(
      (agent) => agent.active && agent.presence !== 'offline' && agent.presence_since.getTime() !== NO_PLACE.getTime(),
    )
    .filter((agent) => heardOf.includes(agent.id))
    .sort((a, b) => a.presence_since.getTime() - b.presence_since.getTime() || (a.id < b.id ? -1 : 1));
}

/** Offline is told as long as she has not been Online again; silence, from the last sign of life on. */
function lossOf(
  { id, place_lost_at, presence_since }: AgentRow,
  endpoints: readonly { agent_id: AgentId; alive_at: Date }[],
): Person['placeLost'] {
  if (presence_since.getTime() === NO_PLACE.getTime())
    return place_lost_at && { why: 'offline', at: place_lost_at.toISOString() };
  const last = endpoints.find((endpoint) => endpoint.agent_id === id);
  return last ? { why: 'silent', at: last.alive_at.toISOString() } : null;
}

function placeOf(row: AgentRow, line: readonly AgentRow[]): Pick<Person, 'place' | 'placeSince' | 'placeWhy'> {
  const before = line.indexOf(row);
  if (before < 0) return { place: null, placeSince: null, placeWhy: null };
  return {
    place: before + 1,
    placeSince: row.presence_since.toISOString(),
    placeWhy: row.place_by_call ? 'after-call' : 'came-online',
  };
}
