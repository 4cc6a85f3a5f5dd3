import type { Context } from '#server/context.ts';
import type { CallId, E164 } from '#shared/ids.ts';
import { hold, holdCall, lastTurn } from './call.store.ts';
import type { LegStatus } from './call-event.ts';
import { blank, newCallId } from './new-call.ts';
import { type Decision, type Taken, turnOf } from './take-turn.ts';
import { endWaiting } from './waiting.ts';

/** A customer's call reaches one of our lines. `from`: null when the number is withheld. */
export interface Arrival {
  leg: string;
  line: E164;
  from: E164 | null;
}

/** Enters the call in the ledger and decides what its caller meets first; the version of the line's flow that is live now is hers to the end. */
export async function receiveCall(context: Context, arrival: Arrival): Promise<Decision> {
  const taken = await context.db.transaction().execute(async (tx): Promise<Taken | undefined> => {
    const line = await tx
      .selectFrom('incoming_numbers')
      .select('flow_version')
      .where('number', '=', arrival.line)
      .executeTakeFirst();
    if (!line) return undefined;

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
        flow_version: line.flow_version,
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
    return turnOf(context, call, 0, { what: 'arrived' });
  });
  if (!taken) {
    context.log.info('call to a number that nobody answers here', { line: arrival.line });
    return { do: 'unknown-number', line: arrival.line };
  }
  taken.afterwards();
  return taken.decision;
}

/** The end of a Dial, as the network tells it. */
export interface DialEnd {
  callId: CallId;
  parentLeg: string;
  step: number;
  status: LegStatus;
  /** False: whoever picked up was not put through. */
  bridged: boolean;
  leg: string | null;
  seconds: number | null;
}

/** The phones of one step have stopped ringing, or a conversation is over. */
export async function leaveRound(context: Context, ended: DialEnd): Promise<Decision> {
  const { callId, parentLeg, step, leg, seconds } = ended;
  const taken = await holdCall(context, { id: callId }, async (call): Promise<Taken | undefined> => {
    if (call.row.parent_sid !== parentLeg) return undefined;
    // A mobile whose voicemail has pressed no key has answered nobody.
    const nobody = ended.status === 'ended' && !ended.bridged && call.row.direction === 'incoming';
    const status = nobody ? 'no-answer' : ended.status;
    await call.append({ kind: 'dial-ended', step, status, leg, seconds });
    if (call.row.direction === 'outgoing') return undefined;
    const did = call.events.find((event) => event.kind === 'turn' && event.step === step);
    const forwarded = did?.kind === 'turn' && did.did.do === 'forward';
    return turnOf(context, call, step + 1, { what: forwarded ? 'forward-over' : 'rang-out' });
  });
  taken?.afterwards();
  return taken?.decision ?? { do: 'hang-up' };
}

/** Sidetone answered too late with what it had decided: the caller has heard an apology instead, and nobody rings. */
export async function apologised(context: Context, callId: CallId): Promise<void> {
  await holdCall(context, { id: callId }, async (call) => {
    const step = (lastTurn(call.events)?.step ?? -1) + 1;
    await call.append({ kind: 'said', step, words: 'apology' });
    await endWaiting(context, call.tx, callId, 'apology');
  });
}
