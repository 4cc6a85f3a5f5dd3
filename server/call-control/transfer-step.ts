import type { CallEvent } from '#server/calls/call-event.ts';
import { correct, type Due, gaveUp, pursue, settled } from './attempt.ts';
import type { Conversation, ConversationLeg, KnownAsk } from './control.ts';
import { customerOf } from './conversation.ts';
import { type Focus, focusOf } from './focus.ts';
import { isHeld, keepsHolds } from './hold.ts';
import { legOfAsk } from './transfer-state.ts';

/** The leg of whom the call is given to, and the one of who gives it. */
interface Giving {
  step: KnownAsk;
  taker: ConversationLeg | undefined;
  giver: ConversationLeg | undefined;
}

function givingOf(c: Conversation, { completing }: Focus): Giving | undefined {
  if (!completing) return undefined;
  const { step, transfer } = completing;
  const giver = c.legs.find(
    ({ agentId, askId, role, state }) =>
      agentId === step.agentId && askId !== transfer.askId && role !== 'supervisor' && state === 'in-room',
  );
  return { step, taker: legOfAsk(c.legs, transfer.askId), giver };
}

/**
 * The room ends with the customer, with whose call it is, and with whoever was given it: so nobody is left behind should we be down.
 * Whoever leaves by our doing leaves it standing; and so does an agent who may leave at any moment, while somebody else is there to whom
 * the customer can talk.
 */
export function keepEnds(c: Conversation, now: Date): Due[] {
  if (c.at !== 'room') return [];
  const focus = focusOf(c.asks);
  const giving = givingOf(c, focus);
  const hasCompany = thirdIn(c, focus) !== undefined;
  return c.legs.flatMap((leg): Due[] => {
    const on = endsWith(c, leg, giving, hasCompany);
    if (leg.state !== 'in-room' || leg.endsRoom === on) return [];
    const command = { do: 'ends-room' as const, leg: leg.leg, on };
    return [giving?.step.outcome === 'open' ? pursue(c, now, giving.step, command) : correct(c, now, command)];
  });
}

function endsWith(c: Conversation, leg: ConversationLeg, giving: Giving | undefined, hasCompany: boolean): boolean {
  if (leg.role === 'customer') return true;
  if (leg.role === 'supervisor') return false;
  if (leg === giving?.taker) return true;
  if (leg === giving?.giver && giving.step.outcome === 'open') return giving.taker?.state !== 'in-room';
  // Somebody outside, to whom the customer was passed on before she came into the room.
  if (leg.role === 'asked' && leg.askId === null) return true;
  return leg.role === 'agent' && leg.agentId === c.agentId && !hasCompany;
}

/** Whoever was asked in, and is there. */
function thirdIn(c: Conversation, { running }: Focus): ConversationLeg | undefined {
  const leg = running ? legOfAsk(c.legs, running.askId) : undefined;
  return leg?.state === 'in-room' ? leg : undefined;
}

/**
 * An agent who hangs up, or whose line is lost, while a third one is there, leaves the customer to them: as if she had given her away. She
 * would not cut off two people who talk; and who waits on hold for nobody is better off with whoever knows of her.
 */
export function leftToOthers(c: Conversation): CallEvent[] {
  const focus = focusOf(c.asks);
  const by = focus.running?.agentId;
  if (c.at !== 'room' || !by || !thirdIn(c, focus)) return [];
  const hers = c.legs.filter(({ agentId, role }) => agentId === by && role === 'agent');
  const [first] = hers;
  if (!first || hers.some(({ state }) => state !== 'out' && state !== 'over')) return [];
  const ask = { what: 'transfer-step', step: 'complete' } as const;
  return [{ kind: 'asked', askId: `left-${first.leg}-${c.asks.length}`, agentId: by, ask }];
}

/** Takes who gives the call away out of the room, once neither her leaving ends it nor the other's staying is in doubt. */
export function pursueStep(c: Conversation, now: Date, asked: KnownAsk): Due {
  if (asked.ask.what !== 'transfer-step' || asked.ask.step !== 'complete') return {};
  const giving = givingOf(c, focusOf(c.asks));
  if (giving?.step !== asked || !giving.taker || !giving.giver) return {};
  if (giving.taker.state !== 'in-room') return { append: [gaveUp(asked, 'leg-gone')] };
  if (giving.giver.endsRoom || !giving.taker.endsRoom) return {};
  return pursue(c, now, asked, { do: 'remove', leg: giving.giver.leg });
}

export function stepOutcome(c: Conversation, asked: KnownAsk): CallEvent[] {
  const { ask } = asked;
  if (ask.what !== 'transfer-step') return [];
  const before = focusOf(c.asks.slice(0, c.asks.indexOf(asked)));
  const later = c.asks.slice(c.asks.indexOf(asked) + 1).filter(({ outcome }) => outcome === 'open');
  if (ask.step === 'cancel') return isCancelled(c) ? [settled(asked)] : [];
  if (!before.running) return [gaveUp(asked, 'leg-gone')];
  if (ask.step === 'complete') return completed(c, asked, later);
  if (later.some((one) => one.ask.what === 'hold' || one.ask.what === 'transfer-step')) return [settled(asked)];
  const leg = legOfAsk(c.legs, before.running.askId);
  if (!leg || leg.state === 'over') return [gaveUp(asked, 'leg-gone')];
  if (leg.state === 'ringing') return [gaveUp(asked, 'refused')];
  return c.at === 'room' && keepsHolds(c) ? [settled(asked)] : [];
}

function isCancelled(c: Conversation): boolean {
  const { wanted } = focusOf(c.asks);
  const left = c.legs.some(
    ({ askId, role, state }) =>
      role !== 'supervisor' && askId !== null && !wanted.has(askId) && state !== 'over' && state !== 'out',
  );
  const customer = customerOf(c);
  return !left && (c.at === 'dial' || (c.at === 'room' && customer !== undefined && isHeld(c, customer, false)));
}

function completed(c: Conversation, asked: KnownAsk, later: readonly KnownAsk[]): CallEvent[] {
  const giving = givingOf(c, focusOf(c.asks));
  if (giving?.step !== asked) return [settled(asked)];
  const { giver, taker } = giving;
  if (giver) {
    const cancelled = later.some(({ ask }) => ask.what === 'transfer-step' && ask.step === 'cancel');
    if (cancelled) return [gaveUp(asked, 'cancelled')];
    if (!taker || taker.state === 'over' || taker.state === 'out') return [gaveUp(asked, 'leg-gone')];
    return taker.state === 'ringing' ? [gaveUp(asked, 'refused')] : [];
  }
  // From here on there is no way back: she who gave it is out.
  const events: CallEvent[] = [];
  if (taker?.agentId && c.agentId !== taker.agentId)
    events.push({ kind: 'handed', askId: asked.askId, from: asked.agentId, agentId: taker.agentId });
  const customer = customerOf(c);
  const talks = c.at !== 'room' || (customer !== undefined && isHeld(c, customer, false));
  return talks ? [...events, settled(asked)] : events;
}
