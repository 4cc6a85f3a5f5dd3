import type { Kysely } from 'kysely';
import type { Conversation } from '#server/call-control/control.ts';
import { conversationOf } from '#server/call-control/conversation.ts';
import { viewOf } from '#server/call-control/view.ts';
import { readEvents } from '#server/calls/call.store.ts';
import type { CallRow } from '#server/calls/call-row.ts';
import { factsOf } from '#server/calls/control/control-facts.ts';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { Party } from '#shared/api/party.ts';
import type { RunningCall } from '#shared/api/supervise-api.ts';
import type { AgentId } from '#shared/ids.ts';

const MOST = 200;
/** Longer than any call can last. */
export const LONGEST_CALL_MS = 5 * 3_600_000;

/** Every call that one of the team is on or dials, the longest first. */
export async function runningCalls(
  { clock, db }: Pick<Context, 'clock' | 'db'>,
  admin: AgentId,
): Promise<RunningCall[]> {
  const rows = await db
    .selectFrom('calls')
    .leftJoin('agents', 'agents.id', 'calls.agent_id')
    .leftJoin('incoming_numbers as line', 'line.number', 'calls.line')
    .leftJoin('call_matches as known', (join) =>
      join.onRef('known.call_id', '=', 'calls.id').on('known.agent_id', '=', admin),
    )
    .selectAll('calls')
    .select(['agents.name as agentName', 'line.name as lineName', 'known.match'])
    .where('calls.created_at', '>', new Date(clock.now().getTime() - LONGEST_CALL_MS))
    .where('calls.agent_id', 'is not', null)
    .where(({ or, and, eb }) =>
      or([
        eb('calls.state', '=', 'talking'),
        and([eb('calls.direction', '=', 'outgoing'), eb('calls.state', 'in', ['dialling', 'ringing'])]),
      ]),
    )
    .orderBy('calls.created_at')
    .orderBy('calls.id')
    .limit(MOST)
    .execute();
  const names = await namesOf(db);
  const calls = await Promise.all(
    rows.map(async (row): Promise<RunningCall[]> => {
      const { agent_id: agentId } = row;
      if (agentId === null) return [];
      return [
        {
          callId: row.id,
          agentId,
          agentName: row.agentName ?? '',
          direction: row.direction,
          other: { number: row.number, name: nameIn(row.match) },
          line: row.line,
          lineName: row.lineName,
          ...(await standing(db, row, admin, names)),
        },
      ];
    }),
  );
  return calls.flat();
}

type Standing = Pick<RunningCall, 'state' | 'since' | 'listeners' | 'mine' | 'open'>;

async function standing(
  db: Kysely<Database>,
  row: CallRow,
  admin: AgentId,
  names: ReadonlyMap<AgentId, string>,
): Promise<Standing> {
  if (row.state !== 'talking')
    return {
      state: 'dialling',
      since: row.created_at.toISOString(),
      listeners: [],
      mine: { how: null, pending: null, failed: null },
      open: false,
    };
  const events = await readEvents(db, row.id);
  const conversation = conversationOf(await factsOf({ events, row, tx: db }), events);
  const { customer, failed, heldSince, listeners, pending } = viewOf(conversation, admin, (id) => names.get(id) ?? '');
  const held = customer === 'held' ? heldSince : null;
  return {
    state: held ? 'held' : 'talking',
    since: held ?? (row.answered_at ?? row.created_at).toISOString(),
    listeners,
    mine: { how: howIn(conversation, admin), pending, failed },
    open: conversation.agentId !== admin && !isPart(conversation, admin),
  };
}

const isPart = ({ legs }: Conversation, admin: AgentId): boolean =>
  legs.some(({ agentId, role, state }) => agentId === admin && role !== 'supervisor' && state !== 'over');

function howIn({ legs }: Conversation, admin: AgentId): RunningCall['mine']['how'] {
  const leg = legs.find(
    ({ agentId, role, state }) => agentId === admin && role === 'supervisor' && state === 'in-room',
  );
  if (!leg) return null;
  return leg.muted ? 'listen' : leg.coaching ? 'whisper' : 'barge';
}

/** As her own CRM access has shown it; what she may not read is a number here. */
export const nameIn = (match: Party['match'] | null): string | null =>
  match?.state === 'known' ? (match.records[0]?.name ?? null) : null;

export async function namesOf(db: Kysely<Database>): Promise<Map<AgentId, string>> {
  const people = await db.selectFrom('agents').select(['id', 'name']).execute();
  return new Map(people.map(({ id, name }) => [id, name]));
}
