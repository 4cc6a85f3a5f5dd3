import { toldTo } from './asked-and-told.ts';
import { correct, type Due, dueOf, lookAfter, past, pursue } from './attempt.ts';
import type { Conversation, ConversationLeg, KnownAsk } from './control.ts';
import { customerOf, customersDocument, dialledWith } from './conversation.ts';
import { MOVE_MS, TRIES } from './limits.ts';

/** An ask that needs the room: undefined once all are there. */
export function intoRoom(c: Conversation, now: Date, asked: KnownAsk): Due | undefined {
  if (c.at === 'room' && c.legs.every(({ state }) => state !== 'moving')) return undefined;
  const child = c.at === 'dial' ? childOf(c) : undefined;
  // Of a Dial only the child is told: its parent would take it down with it, and follows by its Dial's action.
  return child ? pursue(c, now, asked, moveOf(child)) : {};
}

const moveOf = ({ leg, role }: ConversationLeg) => ({ do: 'move' as const, leg, role });

/** The leg that the Dial rang. */
export function childOf(c: Conversation): ConversationLeg | undefined {
  const customer = customerOf(c);
  if (c.facts.direction === 'outgoing' && customersDocument(c) === undefined) return customer;
  return dialledWith(c).find(({ state }) => state === 'in-dial');
}

/** A move that has begun is brought to its end, whoever still wants it: two people in half a room hear nothing. */
export function finishMove(c: Conversation, now: Date): Due[] {
  return stragglers(c).map(({ leg, since }): Due => {
    if (past(since, MOVE_MS) > now) return { at: past(since, MOVE_MS) };
    const before = c.told.findLast(({ at }) => at < past(since, MOVE_MS))?.n ?? 0;
    const look = lookAfter(c.told, { n: before }, now);
    if (look) return dueOf(look);
    const pushed = toldTo(c.told, 'move').filter(({ command }) => command.leg === leg.leg).length;
    return correct(c, now, pushed > TRIES ? { do: 'end', leg: leg.leg } : moveOf(leg));
  });
}

/** Who ought to be in the room, and since when. */
function stragglers(c: Conversation): { leg: ConversationLeg; since: Date }[] {
  if (c.at !== 'moving' && c.at !== 'room') return [];
  const arrived = c.legs.filter(({ state }) => state === 'in-room' || state === 'moving');
  const first = arrived.reduce<Date | undefined>((a, { since }) => (a && a < since ? a : since), undefined);
  const customer = customerOf(c);
  return c.legs.flatMap((leg) => {
    if (leg.state === 'moving') return [{ leg, since: leg.since }];
    // The parent, whose Dial's end has not been told.
    const parent = leg === customer || leg.leg === c.facts.parentLeg;
    return parent && leg.state === 'in-dial' && first ? [{ leg, since: first }] : [];
  });
}
