import type { FlowFacts, Step } from '#server/call-flow/turn.ts';
import { type Led, lead, type TakenOn } from '#server/calls/control/control-lead.ts';
import { callChanged } from '#server/calls/control/control-rounds.ts';
import { endWaiting } from '#server/calls/queue/waiting.ts';
import { startWriting } from '#server/calls/write-back/write-back.start.ts';
import type { Context } from '#server/context.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import { type HeldCall, hold, holdCall } from './call.store.ts';
import { lastTurn } from './call-columns.ts';
import type { LegStatus } from './call-event.ts';
import { type Arrival, enterCall } from './enter-call.ts';
import { arriveInMenu } from './menus/short-way.ts';
import { type Decision, turnOf } from './take-turn.ts';

/** Enters the call in the ledger and decides what its caller meets first; the version of the line's flow that is live now is hers to the end. */
export async function receiveCall(context: Context, arrival: Arrival): Promise<Decision> {
  const menu = await arriveInMenu(context, arrival);
  if (menu) return menu;
  const taken = await context.db.transaction().execute(async (tx) => {
    const entered = await enterCall(context, tx, arrival, context.clock.now());
    if (!entered) return undefined;
    const { isNew, row } = entered;
    const call = await hold(context, tx, row, isNew);
    if (isNew) await call.append({ kind: 'arrived', leg: arrival.leg });
    const turn = await turnOf(context, call, 0, { what: 'arrived' });
    return { ...turn, toWrite: call.toWrite ? [row.id] : [] };
  });
  if (!taken) {
    context.log.info('call to a number that nobody answers here', { line: arrival.line });
    return { do: 'unknown-number', line: arrival.line };
  }
  startWriting(context, taken.toWrite);
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
  /** The parent's own leg has ended: nobody hears what is answered. */
  parentOver?: boolean;
}

/** The phones of one step have stopped ringing, or a conversation is over. */
export async function leaveRound(context: Context, ended: DialEnd): Promise<Led | Decision> {
  const { callId, parentLeg, step, leg, seconds, status: told } = ended;
  const taken = await holdCall(context, { id: callId }, async (call): Promise<TakenOn | undefined> => {
    const inVain = isPickedUpInVain(call, ended);
    const status = inVain ? 'no-answer' : told;
    // Asked again, it goes on as it did, whatever was told meanwhile.
    const wasPlain = call.events.some((event) => event.kind === 'dial-ended' && event.step === step);
    const led = wasPlain
      ? undefined
      : await lead(context, call, { leg: parentLeg, step: step + 1, after: 'dial', status });
    if (led) return led;
    if (call.row.parent_sid !== parentLeg) return undefined;
    const left = call.row.direction === 'outgoing' && ended.parentOver ? [{ kind: 'agent-left' } as const] : [];
    await call.append(...left, { kind: 'dial-ended', step, status, leg, seconds });
    if (call.row.direction === 'outgoing') return undefined;
    const did = call.events.find((event) => event.kind === 'turn' && event.step === step);
    const { did: over } = did?.kind === 'turn' ? did : {};
    const happened = { what: over?.do === 'forward' ? 'forward-over' : 'rang-out' } as const;
    return turnOf(context, call, step + 1, happened, (facts) =>
      inVain && over?.do === 'ring' ? ringOthers(over, whoseMobile(call, leg), facts) : undefined,
    );
  });
  taken?.afterwards();
  if (taken?.led) callChanged(context, callId);
  return taken?.decision ?? { do: 'hang-up' };
}

/** Somebody's voicemail has picked up her mobile: nobody was put through. */
function isPickedUpInVain({ events, row }: HeldCall, { bridged, leg, status }: DialEnd): boolean {
  if (status !== 'ended') return false;
  const mobile = events.some((event) => event.kind === 'leg' && event.leg === leg && event.mobile);
  return (
    (row.direction === 'incoming' && !bridged) ||
    (mobile && !events.some((event) => event.kind === 'accepted' && event.leg === leg))
  );
}

const whoseMobile = ({ events }: HeldCall, leg: string | null): AgentId | null =>
  events.flatMap((event) => (event.kind === 'leg' && event.leg === leg && event.mobile ? [event.agentId] : []))[0] ??
  null;

/**
 * Whoever picks up ends the ringing of all others, a voicemail too: they ring once more, without that mobile. Undefined: it was the only
 * one. Whose it was may not be known yet: then softphones alone ring.
 */
function ringOthers(ring: Step & { do: 'ring' }, owner: AgentId | null, facts: FlowFacts): Step | undefined {
  const agentIds = ring.agentIds.filter((agentId) => facts.reachable.includes(agentId));
  const free = (agentId: AgentId) => facts.mobiles.some((mobile) => mobile.agentId === agentId);
  const mobiles = ring.mobiles.filter(({ agentId }) => owner !== null && agentId !== owner && free(agentId));
  return agentIds.length + mobiles.length > 0 ? { ...ring, parts: [], agentIds, mobiles } : undefined;
}

/** Sidetone answered too late with what it had decided: the caller has heard an apology instead, and nobody rings. */
export async function apologised(context: Context, callId: CallId): Promise<void> {
  await holdCall(context, { id: callId }, async (call) => {
    const step = (lastTurn(call.events)?.step ?? -1) + 1;
    await call.append({ kind: 'said', step, words: 'apology' });
    await endWaiting(context, call.tx, callId, 'apology');
  });
}
