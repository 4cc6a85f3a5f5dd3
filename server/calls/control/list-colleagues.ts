import { whereabouts } from '#server/calls/whereabouts.ts';
import type { Context } from '#server/context.ts';
import type { Colleague } from '#shared/api/control-api.ts';
import type { AgentId, E164 } from '#shared/ids.ts';

const MOST = 200;
/** Longer than any call can last: bounds what the index is read for. */
const LONGEST_CALL_MS = 5 * 3_600_000;

/** Everybody else who is active, as she may pass a call on to them: free ones first, then by name. */
export async function listColleagues(context: Context, agentId: AgentId): Promise<Colleague[]> {
  const { clock, db } = context;
  const people = await db
    .selectFrom('agents')
    .select(['id', 'name', 'presence', 'away_reason', 'away_until'])
    .where('active', '=', true)
    .where('id', '!=', agentId)
    .orderBy('name')
    .orderBy('id')
    .limit(MOST)
    .execute();
  const ids = people.map(({ id }) => id);
  const [there, since, direct] = await Promise.all([
    whereabouts(context, db, ids),
    talkingSince(context, ids),
    directLines(context, ids),
  ]);
  const byId = new Map(there.map((one) => [one.agentId, one]));
  const all = people.map((person): Colleague => {
    const where = byId.get(person.id);
    const busySince = where?.busy ? (since.get(person.id) ?? clock.now()).toISOString() : null;
    return {
      agentId: person.id,
      name: person.name,
      presence: person.presence,
      awayReason: person.presence === 'away' ? person.away_reason : null,
      busySince,
      awayUntil: person.presence === 'away' ? (person.away_until?.toISOString() ?? null) : null,
      directLine: direct.get(person.id) ?? null,
      rings: Boolean(where?.alive && !where.busy && person.presence === 'online'),
    };
  });
  return all.sort((a, b) => rank(a) - rank(b));
}

/** Whoever is free, who is on a call, who is on a break, and the others. */
function rank({ presence, rings }: Colleague): number {
  if (rings) return 0;
  return presence === 'online' ? 1 : presence === 'away' ? 2 : 3;
}

/** Since when each of these who is on a call is on it. */
export async function talkingSince(
  { clock, db }: Pick<Context, 'clock' | 'db'>,
  ids: readonly AgentId[],
): Promise<Map<AgentId, Date>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('calls')
    .select(({ fn }) => ['agent_id', fn.min(fn.coalesce('answered_at', 'created_at')).as('since')])
    .where('agent_id', 'in', [...ids])
    .where('state', '!=', 'ended')
    .where('created_at', '>', new Date(clock.now().getTime() - LONGEST_CALL_MS))
    .groupBy('agent_id')
    .execute();
  return new Map(rows.flatMap(({ agent_id, since }) => (agent_id && since ? [[agent_id, since] as const] : [])));
}

/** Lines that ring one person alone: whoever calls one calls her. */
async function directLines({ db }: Context, ids: readonly AgentId[]): Promise<Map<AgentId, E164>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('incoming_number_agents as hers')
    .select(['hers.agent_id', 'hers.number'])
    .where('hers.agent_id', 'in', [...ids])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('incoming_number_agents as others')
            .select('others.number')
            .whereRef('others.number', '=', 'hers.number')
            .whereRef('others.agent_id', '!=', 'hers.agent_id'),
        ),
      ),
    )
    .orderBy('hers.number', 'desc')
    .execute();
  return new Map(rows.map(({ agent_id, number }) => [agent_id, number]));
}
