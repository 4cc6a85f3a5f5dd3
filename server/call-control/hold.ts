import { toldTo } from './asked-and-told.ts';
import { correct, type Due, pursue } from './attempt.ts';
import type { Conversation, ConversationLeg, KnownAsk } from './control.ts';
import { customerOf } from './conversation.ts';
import { focusOf } from './focus.ts';
import { lastHold } from './room-presence.ts';

/** Who hears music is who ought to. Whoever is to wait is told first, so that nobody overhears. */
export function keepHolds(c: Conversation, now: Date): Due[] {
  if (c.at !== 'room' || c.legs.some(({ state }) => state === 'moving') || isBeingGiven(c)) return [];
  const asked = whoAsks(c);
  const wrong = wrongHolds(c).map(({ leg: { leg }, on }) => {
    const command = { do: 'hold' as const, leg, on };
    return asked ? pursue(c, now, asked, command) : correct(c, now, command);
  });
  return [...wrong, ...unseen(c).map(({ held, leg }) => correct(c, now, { do: 'hold', leg, on: held }))];
}

/** Everybody hears what she ought to, as Twilio has confirmed it. */
export const keepsHolds = (c: Conversation): boolean => wrongHolds(c).length === 0;

/** Those of whom the room has not told yet what Twilio has answered: it is looked for when that does not come. */
const unseen = (c: Conversation): ConversationLeg[] =>
  listening(c).filter((leg) => !leg.holdSeen && isHeld(c, leg, waits(c, leg)));

const listening = ({ legs }: Conversation): ConversationLeg[] =>
  legs.filter(({ role, state }) => state === 'in-room' && role !== 'supervisor');

const wrongHolds = (c: Conversation): { leg: ConversationLeg; on: boolean }[] =>
  listening(c)
    .map((leg) => ({ leg, on: waits(c, leg) }))
    .filter(({ leg, on }) => !isHeld(c, leg, on))
    .sort((a, b) => Number(b.on) - Number(a.on));

/** While a call is given away nobody comes off hold before the giver is out. */
function isBeingGiven(c: Conversation): boolean {
  const step = focusOf(c.asks).completing?.step;
  const giver = c.legs.some(
    ({ agentId, role, state }) => agentId === step?.agentId && role === 'agent' && state === 'in-room',
  );
  return step?.outcome === 'open' && giver;
}

/** Nobody waits for somebody who is not there. */
function waits(c: Conversation, leg: ConversationLeg): boolean {
  const { on, running } = focusOf(c.asks);
  if (leg.role === 'customer')
    return on === 'asked' && c.legs.some((one) => one.state === 'in-room' && one.role === 'agent');
  return leg.askId !== null && leg.askId === running?.askId && on === 'customer';
}

/** As Twilio has confirmed it: what it may or may not have done, or has done since, is not so. */
export function isHeld({ told }: Conversation, { held, leg }: ConversationLeg, on: boolean): boolean {
  if (held !== on) return false;
  const last = lastHold(told, leg);
  if (!last) return true;
  const seenSince = toldTo(told, 'look').some(({ answer, n }) => n > last.n && answer?.result === 'done');
  return seenSince || (last.answer?.result === 'done' && last.command.on === on);
}

/** The last who wants it so. */
const whoAsks = ({ open }: Conversation): KnownAsk | undefined =>
  open.findLast(
    ({ ask }) =>
      ask.what === 'hold' || ask.what === 'transfer-step' || (ask.what === 'transfer' && ask.how !== 'blind'),
  );

/** Whether the customer is on hold, or off it, as was asked. */
export function holdCameAbout(c: Conversation, on: boolean): boolean {
  const customer = customerOf(c);
  if (!customer) return false;
  if (c.at === 'dial' && !on) return true;
  return c.at === 'room' && customer.state === 'in-room' && isHeld(c, customer, on);
}
