import type { Kysely } from 'kysely';
import type { Conversation } from '#server/call-control/control.ts';
import { conversationOf, customersDocument } from '#server/call-control/conversation.ts';
import { givenOutsideAt } from '#server/call-control/given-outside.ts';
import { viewOf } from '#server/call-control/view.ts';
import { readEvents } from '#server/calls/call.store.ts';
import type { CallRow } from '#server/calls/call-row.ts';
import type { Database } from '#server/database/schema.ts';
import type { CallControl } from '#shared/call/control.ts';
import type { AgentId } from '#shared/ids.ts';
import { factsOf } from './control-facts.ts';

type Tx = Kysely<Database>;

/** What a running call is to one agent. */
export interface Part {
  /** `none`: she is not in it (any more), and does not ring for it. */
  state: 'ringing' | 'talking' | 'none';
  /** Since when she talks; null: she does not. */
  since: Date | null;
  /** When it became somebody else's, or she had given it to somebody outside; null: it was never hers, or still is. */
  leftAt: Date | null;
  control: CallControl;
}

/** How a call that somebody talks in stands for this agent. */
export async function partOf(db: Tx, row: CallRow, agentId: AgentId): Promise<Part> {
  const events = await readEvents(db, row.id);
  const conversation = conversationOf(await factsOf({ events, row, tx: db }), events);
  const names = await namesOf(db, conversation);
  const control = viewOf(conversation, agentId, (id) => names.get(id) ?? '');
  const { from } = control;
  const note = from && conversation.agentId !== agentId ? await noteOf(db, row, conversation.agentId) : null;
  const left = events.findLast((event) => event.kind === 'handed' && event.from === agentId);
  const place = placeOf(conversation, agentId);
  const given = place.state === 'none' && conversation.agentId === agentId ? givenOutsideAt(conversation) : null;
  return { ...place, leftAt: given ?? left?.at ?? null, control: { ...control, note } };
}

function placeOf(conversation: Conversation, agentId: AgentId): Pick<Part, 'state' | 'since'> {
  const { agentId: owner, at, legs, open, transfer } = conversation;
  const hers = legs.findLast((leg) => leg.agentId === agentId && leg.state !== 'over' && leg.state !== 'out');
  if (hers)
    return hers.state === 'ringing' ? { state: 'ringing', since: null } : { state: 'talking', since: hers.since };
  // Her leg may not have been reported yet.
  const comesIn = open.some(
    (asked) => asked.agentId === agentId && asked.ask.what === 'supervise' && asked.ask.how !== 'stop',
  );
  if (comesIn || (transfer?.agentId === agentId && transfer.state === 'ringing'))
    return { state: 'ringing', since: null };
  // Back in the line's flow, she rings the group, or waits: it is nobody's to talk in.
  const inFlow = at === 'none' && customersDocument(conversation)?.into === 'flow';
  // Whoever was given it outside talks on without her: it is hers to note.
  return owner === agentId && at !== 'over' && !inFlow && givenOutsideAt(conversation) === null
    ? { state: 'talking', since: null }
    : { state: 'none', since: null };
}

async function namesOf(db: Tx, { asks, events, legs }: Conversation): Promise<Map<AgentId, string>> {
  const ids = new Set<AgentId>();
  for (const { agentId, ask } of asks) {
    ids.add(agentId);
    if (ask.what === 'transfer' && ask.to.who === 'agent') ids.add(ask.to.agentId);
  }
  for (const { agentId } of legs) if (agentId) ids.add(agentId);
  for (const event of events) if (event.kind === 'handed') ids.add(event.from);
  if (ids.size === 0) return new Map();
  const rows = await db
    .selectFrom('agents')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** What the agent whose call it still is has noted so far. */
async function noteOf(db: Tx, { id }: CallRow, owner: AgentId | null): Promise<string | null> {
  if (owner === null) return null;
  const kept = await db
    .selectFrom('wrap_ups')
    .select('draft')
    .where('call_id', '=', id)
    .where('agent_id', '=', owner)
    .executeTakeFirst();
  return kept?.draft.description || null;
}
