import type { CallEvent } from '#server/calls/call-event.ts';
import { TRANSFER_RING_SECONDS } from '#shared/call/control.ts';
import { toldTo } from './asked-and-told.ts';
import { type Due, gaveUp, lookFirst, past, pursue, settled } from './attempt.ts';
import type { Conversation, KnownAsk } from './control.ts';
import { customerOf } from './conversation.ts';
import { focusOf } from './focus.ts';
import { isHeld } from './hold.ts';
import { intoRoom } from './move.ts';
import { legOfAsk } from './transfer-state.ts';
import { whyUnanswered } from './unanswered.ts';

/** Twilio stops ringing by itself after the seconds it was told; what it has not reported by then is looked after. */
const RING_MS = (TRANSFER_RING_SECONDS + 10) * 1000;

/** A colleague, or another number, is rung into the room. That the customer waits meanwhile is the hold's business. */
export function pursueInvitation(c: Conversation, now: Date, asked: KnownAsk): Due {
  const { ask, askId } = asked;
  if (ask.what !== 'transfer') return {};
  const moving = intoRoom(c, now, asked);
  if (moving || legOfAsk(c.legs, askId)) return moving ?? {};
  const look = lookFirst(c, now, asked);
  if (look) return look;
  const { to } = ask;
  return pursue(c, now, asked, {
    do: 'invite',
    askId,
    role: 'asked',
    agentId: to.who === 'agent' ? to.agentId : null,
    number: to.who === 'number' ? to.number : null,
    seconds: TRANSFER_RING_SECONDS,
  });
}

/** Done once she is in the room, and the customer waits if she is to. */
export function invitationOutcome(c: Conversation, asked: KnownAsk, now: Date): { append: CallEvent[]; at: Date[] } {
  const leg = legOfAsk(c.legs, asked.askId);
  // Called off, or somebody else was asked for instead.
  if (!focusOf(c.asks).wanted.has(asked.askId)) return { append: [gaveUp(asked, 'cancelled')], at: [] };
  if (!leg) return { append: [], at: [] };
  if (leg.state === 'over') return { append: [gaveUp(asked, whyUnanswered(leg.status))], at: [] };
  if (leg.state === 'in-room') {
    if (c.at !== 'room') return { append: [], at: [] };
    const customer = customerOf(c);
    const waits = asked.ask.what !== 'transfer' || asked.ask.how !== 'consult' || isOutdone(c, asked);
    return { append: waits || (customer && isHeld(c, customer, true)) ? [settled(asked)] : [], at: [] };
  }
  const rung = toldTo(c.told, 'invite').findLast(({ command }) => command.askId === asked.askId);
  const limit = past(rung?.at ?? asked.at, RING_MS);
  return limit <= now ? { append: [gaveUp(asked, 'no-answer')], at: [] } : { append: [], at: [limit] };
}

/** She has since asked for the people to be otherwise. */
const isOutdone = ({ asks }: Conversation, asked: KnownAsk): boolean =>
  asks
    .slice(asks.indexOf(asked) + 1)
    .some(({ ask, outcome }) => (ask.what === 'transfer-step' || ask.what === 'hold') && outcome === 'open');
