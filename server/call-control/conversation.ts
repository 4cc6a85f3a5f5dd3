import type { TimedEvent } from '#server/calls/call-event.ts';
import { asksOf, toldOf, toldTo } from './asked-and-told.ts';
import type { CallFacts, Conversation, ConversationLeg, Question } from './control.ts';
import { endingOf } from './ending.ts';
import { focusOf } from './focus.ts';
import { inOrder, of } from './in-order.ts';
import { legsOf } from './legs.ts';
import { ownerOf } from './owner.ts';
import { recordingOf } from './recording-state.ts';
import { roomsOf } from './room-presence.ts';
import { sightingsOf } from './sightings.ts';
import { transferOf } from './transfer-state.ts';

/** What a call between answer and end is, as far as its events tell: total, and the same for the same set of facts. */
export function conversationOf(fixed: CallFacts, heard: readonly TimedEvent[]): Conversation {
  const events = inOrder(heard);
  const [asks, told] = [asksOf(events), toldOf(events)];
  // Somebody asked for its first part: then it was not recorded from the beginning, whatever is kept of it now.
  const records = fixed.records && !toldTo(told, 'record').some(({ command }) => command.part === 1);
  const facts = { ...fixed, records };
  const rooms = roomsOf(events, told);
  const questions = of(events, 'led').sort((a, b) => a.step - b.step || (a.leg < b.leg ? -1 : 1));
  const seen = sightingsOf(facts, events, told, rooms);
  const owner = ownerOf(facts, events, told, seen);
  const legs = legsOf({ facts, seen, asks, told, questions, rooms, owner });
  return {
    facts,
    at: whereAll(facts, legs, questions, pendingRedirect({ legs, told, questions }) !== undefined),
    room: rooms.latest,
    legs,
    agentId: owner,
    asks,
    open: asks.filter(({ outcome }) => outcome === 'open'),
    transfer: transferOf(asks, legs, focusOf(asks)),
    recording: recordingOf(facts, events, told, legs, asks),
    told,
    questions,
    ending: [...endingOf(events).keys()],
    events,
  };
}

export const customerOf = ({ legs }: Pick<Conversation, 'legs'>): ConversationLeg | undefined =>
  legs.find(({ role }) => role === 'customer');

/** The last answer to a question of the customer's leg: which document it is in; undefined: its first one. */
export function customersDocument(c: Pick<Conversation, 'legs' | 'questions'>): Question | undefined {
  const customer = customerOf(c);
  return c.questions.findLast(({ leg }) => leg === customer?.leg);
}

/** The number of the next question of a leg. */
export function stepAfter({ events, facts, questions }: Conversation, leg: string): number {
  const turns =
    facts.direction === 'incoming' && leg === facts.parentLeg ? of(events, 'turn').map(({ step }) => step) : [];
  const led = questions.filter((question) => question.leg === leg).map(({ step }) => step);
  return Math.max(0, ...turns, ...led) + 1;
}

/** The customer was told to ask what comes next, and has not asked yet. */
export function pendingRedirect({ legs, questions, told }: Pick<Conversation, 'legs' | 'questions' | 'told'>) {
  const customer = customerOf({ legs });
  return toldTo(told, 'redirect').findLast(
    ({ answer, command: { leg, step } }) =>
      leg === customer?.leg &&
      answer?.result !== 'refused' &&
      answer?.result !== 'gone' &&
      !questions.some((question) => question.leg === leg && question.step >= step),
  );
}

/** Those to whom the customer is connected by the Dial of her present document, or who are in hers. */
export function dialledWith(c: Pick<Conversation, 'legs' | 'questions'>): ConversationLeg[] {
  const document = customersDocument(c);
  const step = document && document.into !== 'flow' ? document.step : null;
  return c.legs.filter(({ askId, led, role }) => role !== 'customer' && askId === null && led === step);
}

function whereAll(
  { parentLeg }: CallFacts,
  legs: readonly ConversationLeg[],
  questions: readonly Question[],
  isRedirected: boolean,
): Conversation['at'] {
  const customer = customerOf({ legs });
  const parent = legs.find(({ leg }) => leg === parentLeg);
  if (!customer) return parent?.state === 'over' ? 'over' : 'none';
  const document = customersDocument({ legs, questions });
  if (customer.state === 'over' || document?.into === 'out') return 'over';
  if (isRedirected) return 'passing';
  if (customer.state === 'in-room') return 'room';
  const others = dialledWith({ legs, questions });
  if (customer.state === 'moving' || others.some(({ state }) => state === 'moving' || state === 'in-room'))
    return 'moving';
  if (customer.state === 'out') return 'passing';
  if (customer.state !== 'in-dial') return parent?.state === 'over' ? 'over' : 'none';
  if (others.some(({ state }) => state === 'in-dial')) return 'dial';
  if (document && document.into !== 'flow' && document.into !== 'room') return 'passing';
  return document === undefined && parent?.state === 'over' ? 'over' : 'none';
}
