import type { Kysely } from 'kysely';
import * as v from 'valibot';
import { auditSupervision } from '#server/calls/control/audit-supervision.ts';
import { handOver } from '#server/calls/control/hand-over.ts';
import { settleWaiting } from '#server/calls/queue/waiting.ts';
import { scheduleWriteBack } from '#server/calls/write-back/write-back.due.ts';
import { startWriting } from '#server/calls/write-back/write-back.start.ts';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import { columnsOf } from './call-columns.ts';
import { type CallEvent, callEventSchema, keyOf, type TimedEvent } from './call-event.ts';
import type { CallRow } from './call-row.ts';
import { followAnswers } from './follow-answers.ts';
import { type CallState, fold } from './ledger.ts';
import { saveCall } from './save-call.ts';
import { isShown } from './shown-event.ts';

export type { CallRow } from './call-row.ts';

type Tx = Kysely<Database>;
type Needs = Pick<Context, 'clock' | 'jobs' | 'log' | 'realtime'>;

/** A call as it stands inside a transaction that holds it: nobody else changes it meanwhile. */
export interface HeldCall {
  tx: Tx;
  row: CallRow;
  state: CallState;
  events: readonly TimedEvent[];
  /** Something of it was planned for the CRM: `holdCall` begins it once this is committed. */
  toWrite: boolean;
  /** Appends facts that are not known yet, and tells whom they concern. Repeated ones change nothing. */
  append(...events: (CallEvent | TimedEvent)[]): Promise<void>;
}

/**
 * Holds a call (row lock) while `change` looks at it and appends events; all of it is one transaction. Undefined when there is no such
 * call. `change` never awaits the network.
 */
export async function holdCall<T>(
  context: Context,
  find: { id: CallId } | { parentSid: string },
  change: (call: HeldCall) => Promise<T>,
): Promise<T | undefined> {
  const held = await context.db.transaction().execute(async (tx) => {
    const query = tx.selectFrom('calls').selectAll().forUpdate();
    const row = await ('id' in find
      ? query.where('id', '=', find.id)
      : query.where('parent_sid', '=', find.parentSid)
    ).executeTakeFirst();
    if (!row) return undefined;
    const call = await hold(context, tx, row);
    const result = await change(call);
    return { result, toWrite: call.toWrite ? [row.id] : [] };
  });
  if (!held) return undefined;
  startWriting(context, held.toWrite);
  return held.result;
}

/** As `holdCall`, for a row that this transaction has locked, or has just inserted (`isNew`): such a one has no events to read. */
export async function hold(context: Needs, tx: Tx, row: CallRow, isNew = false): Promise<HeldCall> {
  const events = isNew ? [] : await readEvents(tx, row.id);
  const call: HeldCall = {
    tx,
    row,
    events,
    state: fold(row.direction, events),
    toWrite: false,
    append: async (...added) => {
      const before = call.state;
      const fresh = unknownOf(call.events, added, context.clock.now());
      if (fresh.length === 0) return;
      call.events = [...call.events, ...fresh];
      call.state = fold(row.direction, call.events);
      const now = context.clock.now();
      const changed = { ...call.row, ...columnsOf(call.row, call.state, call.events, now) };
      await saveCall(tx, call.row, changed, fresh, now);
      call.row = changed;
      if (row.direction === 'incoming' && mayEndWaiting(before, call, fresh)) await settleWaiting(context, tx, row.id);
      for (const event of fresh) if (event.kind === 'handed') await handOver(context, tx, row.id, event);
      if (row.direction === 'incoming') await followAnswers(context, tx, call.events, fresh);
      await auditSupervision(context, tx, call.row, call.events);
      await tellOfChange(context, call, before, fresh);
      // Nothing of a caller whom we refuse is anybody's business in the CRM.
      if (call.state.state === 'ended' && !call.events.some(({ kind }) => kind === 'refused'))
        await scheduleWriteBack(context, call);
    },
  };
  return call;
}

/** She is through, or gone; or, after she has talked before and came back, somebody has answered her again. */
const mayEndWaiting = (before: CallState, { events, state }: HeldCall, fresh: readonly TimedEvent[]): boolean =>
  before.state !== state.state ||
  (state.state === 'talking' &&
    fresh.some(({ kind }) => kind === 'leg' || kind === 'accepted') &&
    events.some((event) => event.kind === 'turn' && event.happened.what === 'came-back'));

/** All that is known of a call, in the order in which it was heard of. */
export async function readEvents(tx: Tx, callId: CallId): Promise<TimedEvent[]> {
  const rows = await tx
    .selectFrom('call_events')
    .select(['kind', 'at', 'data'])
    .where('call_id', '=', callId)
    .orderBy('id')
    .execute();
  return rows.map(({ kind, at, data }) => ({ ...v.parse(callEventSchema, { ...data, kind }), at }));
}

/** Those that are not known yet, each once. Whoever appends holds the call and has read its events: no other could have told them. */
function unknownOf(events: readonly TimedEvent[], added: readonly (CallEvent | TimedEvent)[], now: Date): TimedEvent[] {
  const known = new Set(events.map(keyOf));
  const fresh = new Map(added.map((event) => [keyOf(event), { ...event, at: 'at' in event ? event.at : now }]));
  return [...fresh].flatMap(([key, event]) => (known.has(key) ? [] : [event]));
}

async function tellOfChange(
  { log, realtime }: Needs,
  call: HeldCall,
  before: CallState,
  fresh: readonly TimedEvent[],
): Promise<void> {
  const { row, state, tx } = call;
  if (JSON.stringify(before) === JSON.stringify(state)) {
    if (fresh.some(isShown)) await realtime.tell(tx, concernedBy(row), 'calls');
    // Whether her line was lost is told by both, which come in any order.
    if (state.state === 'ended' && fresh.some(({ kind }) => kind === 'agent-left' || kind === 'end-asked'))
      for (const topic of ['recent-calls', 'wrap-ups'] as const) await realtime.tell(tx, concernedBy(row), topic);
    return;
  }
  if (before.state !== state.state) {
    const disposition = state.state === 'ended' ? { disposition: state.disposition } : {};
    log.info('call changed', {
      callId: row.id,
      direction: row.direction,
      from: before.state,
      to: state.state,
      ...disposition,
    });
  }
  const concerned = concernedBy(row);
  await realtime.tell(tx, concerned, 'calls');
  // Whose it was may be known only after its end.
  const wasHers = 'agentId' in before && before.agentId === row.agent_id;
  if (row.agent_id && (before.state !== state.state || !wasHers)) await realtime.tell(tx, [row.agent_id], 'wrap-ups');
  if (state.state !== 'ended') return;
  const missed = state.disposition === 'missed' ? await agentsOfLine(tx, row.line) : [];
  await realtime.tell(tx, [...new Set([...concerned, ...missed])], 'recent-calls');
}

/** Whose softphones show this call. */
export function concernedBy(row: Pick<CallRow, 'rang' | 'agent_id'>): AgentId[] {
  return [...new Set([...row.rang, ...(row.agent_id ? [row.agent_id] : [])])];
}

/** Who answers a line's calls, in the order that the admin listed them. */
export async function agentsOfLine(db: Kysely<Database>, line: CallRow['line']): Promise<AgentId[]> {
  const rows = await db
    .selectFrom('incoming_number_agents')
    .select('agent_id')
    .where('number', '=', line)
    .orderBy('place')
    .execute();
  return rows.map((row) => row.agent_id);
}
