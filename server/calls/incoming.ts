import { nextStep } from '#server/call-flow/call-flow.ts';
import type { Context } from '#server/context.ts';
import type { AgentId, CallId, E164 } from '#shared/ids.ts';
import { availability } from './availability.ts';
import { agentsOfLine, type HeldCall, hold, holdCall } from './call.store.ts';
import type { LegStatus, Words } from './call-event.ts';
import { blank, newCallId } from './new-call.ts';
import { expectRecording, isExpected } from './recordings.ts';
import { startWriting } from './write-back.start.ts';

/** What a caller meets next. A repeated question gets the same answer. */
export type Decision =
  | { do: 'ring'; callId: CallId; step: number; agentIds: AgentId[]; seconds: number; record: boolean }
  | { do: 'say'; words: Words; callId: CallId | null }
  | { do: 'hang-up' };

/** A customer's call reaches one of our lines. `from`: null when the number is withheld. */
export interface Arrival {
  leg: string;
  line: E164;
  from: E164 | null;
}

/** Enters the call in the ledger and decides what its caller meets first; the caller's card is looked up meanwhile. */
export async function receiveCall(context: Context, arrival: Arrival): Promise<Decision> {
  const decided = await context.db.transaction().execute(async (tx) => {
    const line = await tx
      .selectFrom('incoming_numbers')
      .select('number')
      .where('number', '=', arrival.line)
      .executeTakeFirst();
    if (!line)
      return { decision: { do: 'say', words: 'unavailable', callId: null } as const, fresh: false, toWrite: [] };

    const fresh = await tx
      .insertInto('calls')
      .values({
        ...blank,
        id: newCallId(context),
        direction: 'incoming',
        line: arrival.line,
        number: arrival.from,
        parent_sid: arrival.leg,
        state: 'ringing',
        created_at: context.clock.now(),
      })
      .onConflict((conflict) => conflict.column('parent_sid').doNothing())
      .returningAll()
      .executeTakeFirst();
    const row =
      fresh ??
      (await tx
        .selectFrom('calls')
        .selectAll()
        .where('parent_sid', '=', arrival.leg)
        .forUpdate()
        .executeTakeFirstOrThrow());
    const call = await hold(context, tx, row, fresh !== undefined);
    if (fresh) await call.append({ kind: 'arrived', leg: arrival.leg });
    const decision = await decide(context, call, 0);
    return { decision, fresh: fresh !== undefined, toWrite: call.toWrite ? [row.id] : [] };
  });
  startWriting(context, decided.toWrite);
  const { decision } = decided;
  if (!('callId' in decision) || !decision.callId) {
    context.log.info('call to a number that nobody answers here', { line: arrival.line });
  } else if (decided.fresh && decision.do === 'ring') {
    startScreenPop(context, decision.callId, arrival.from, decision.agentIds);
  }
  return decision;
}

/** The softphones of one round have stopped ringing, or a conversation is over. */
export async function leaveRound(
  context: Context,
  ended: {
    callId: CallId;
    parentLeg: string;
    step: number;
    status: LegStatus;
    leg: string | null;
    seconds: number | null;
  },
): Promise<Decision> {
  const decided = await holdCall(
    context,
    { id: ended.callId },
    async (call): Promise<Decision & { number?: E164 | null }> => {
      if (call.row.parent_sid !== ended.parentLeg) return { do: 'hang-up' };
      const { step, status, leg, seconds } = ended;
      const known = call.events.some((event) => event.kind === 'dial-ended' && event.step === step);
      await call.append({ kind: 'dial-ended', step, status, leg, seconds });
      if (call.row.direction === 'outgoing') return { do: 'hang-up' };
      const decision = await decide(context, call, step + 1);
      return known ? decision : { ...decision, number: call.row.number };
    },
  );
  if (!decided) return { do: 'hang-up' };
  const { number, ...decision } = decided;
  if (decision.do === 'ring' && number) startScreenPop(context, decision.callId, number, decision.agentIds);
  return decision;
}

/** Sidetone answered too late with what it had decided: the caller has heard an apology instead, and nobody rings. */
export async function apologised(context: Context, callId: CallId): Promise<void> {
  await holdCall(context, { id: callId }, async (call) => {
    const step = call.events.filter((event) => event.kind === 'rang' || event.kind === 'said').length;
    await call.append({ kind: 'said', step, words: 'apology' });
  });
}

/** What was decided for this step, else what is decided now. */
async function decide(context: Context, call: HeldCall, step: number): Promise<Decision> {
  const callId = call.row.id;
  const told = call.events.find((event) => event.kind === 'said' && event.step === step);
  if (told?.kind === 'said') return { do: 'say', words: told.words, callId };
  if (call.state.state === 'ended') return { do: 'hang-up' };
  const rung = call.events.find((event) => event.kind === 'rang' && event.step === step);
  if (rung?.kind === 'rang')
    return {
      do: 'ring',
      callId,
      step,
      agentIds: rung.agentIds,
      seconds: rung.seconds,
      record: await isExpected(call.tx, callId),
    };

  const agentIds = await agentsOfLine(call.tx, call.row.line);
  const facts = { ...(await availability(context, call.tx, agentIds)), rung: call.row.rang };
  const next = nextStep({ kind: 'ring-group', agentIds }, facts);
  if (next.do === 'say') {
    await call.append({ kind: 'said', step, words: next.words });
    return { do: 'say', words: next.words, callId };
  }
  await call.append({ kind: 'rang', step, agentIds: next.agentIds, seconds: next.seconds });
  const record = await isRecorded(call);
  if (record) await expectRecording(context, call.tx, callId);
  return { ...next, callId, step, record };
}

async function isRecorded({ tx, row }: HeldCall): Promise<boolean> {
  const line = await tx
    .selectFrom('incoming_numbers')
    .select('record')
    .where('number', '=', row.line)
    .executeTakeFirst();
  return line?.record ?? false;
}

/** Nobody waits for it: the card comes to a ringing softphone by itself. */
function startScreenPop(context: Context, callId: CallId, number: E164 | null, agentIds: AgentId[]): void {
  if (number) context.background.start('screen pop', () => context.crm.screenPop({ callId, number, agentIds }));
}
