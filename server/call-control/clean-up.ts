import { toldTo } from './asked-and-told.ts';
import { correct, type Due, dueOf, lookAfter, past } from './attempt.ts';
import type { Conversation, ConversationLeg } from './control.ts';
import { customerOf, customersDocument, pendingRedirect } from './conversation.ts';
import { focusOf } from './focus.ts';
import { ANSWER_MS, ORPHAN_MS } from './limits.ts';
import { supervisionOf } from './supervise.ts';

/** What a leg that nobody wants any more is still looked after. */
const LONGEST_MS = 30 * 60_000;

/** Whoever has nothing (more) to do with the call leaves it; once the customer is gone that is everybody. */
export function cleanUp(c: Conversation, now: Date): Due[] {
  if (c.at !== 'over' && pendingRedirect(c)) return [];
  return c.legs.flatMap((leg): Due[] => {
    const why = leg.state === 'over' ? 'wanted' : whyLeave(c, leg);
    if (why === 'wanted') return [];
    const since = sinceWhen(c, leg);
    if (past(since, LONGEST_MS) < now) return [];
    if (why === 'orphan' && past(since, ORPHAN_MS) > now) return [{ at: past(since, ORPHAN_MS) }];
    const inRoom = leg.state === 'in-room' && why === 'not-wanted';
    return [correct(c, now, inRoom ? { do: 'remove', leg: leg.leg } : { do: 'end', leg: leg.leg })];
  });
}

/** Whoever was rung into the room by a request that has no answer: only the room's list tells whether she was. */
export function findInvited(c: Conversation, now: Date): Due[] {
  return toldTo(c.told, 'invite').flatMap(({ answer, at, command, n }): Due[] => {
    const isKnown =
      c.legs.some(({ askId }) => askId === command.askId) || c.open.some(({ askId }) => askId === command.askId);
    if (isKnown || (answer && answer.result !== 'unknown') || past(at, ANSWER_MS) > now) return [];
    const look = lookAfter(c.told, { n }, now);
    return look ? [dueOf(look)] : [];
  });
}

/** `orphan`: she ought to go by herself. */
function whyLeave(c: Conversation, leg: ConversationLeg): 'wanted' | 'orphan' | 'not-wanted' {
  if (c.at === 'over') return 'orphan';
  if (leg.role === 'customer') return 'wanted';
  if (leg.askId !== null) {
    const isOpen = c.open.some(({ askId }) => askId === leg.askId);
    const wanted = leg.role === 'supervisor' ? supervisionOf(c, leg.agentId) : focusOf(c.asks).wanted.has(leg.askId);
    // The others have left the room meanwhile.
    if (leg.state === 'in-room' && !isOpen && (c.at === 'dial' || c.at === 'none')) return 'not-wanted';
    return !wanted ? 'not-wanted' : leg.state === 'out' ? 'orphan' : 'wanted';
  }
  if (leg.state === 'in-room' || leg.state === 'moving') return 'wanted';
  if (leg.state === 'out') return 'orphan';
  // Still in a Dial, or rung by one: that of the customer's present document, or the one that she is about to leave.
  const document = customersDocument(c);
  if (document?.into === 'room' || c.at === 'room' || c.at === 'moving')
    return leg.leg === c.facts.parentLeg || leg.led !== null || document === undefined ? 'wanted' : 'orphan';
  const step = document && document.into !== 'flow' ? document.step : null;
  return leg.led === step ? 'wanted' : 'orphan';
}

function sinceWhen(c: Conversation, leg: ConversationLeg): Date {
  const customer = customerOf(c);
  const over = c.at === 'over' ? customer?.since : undefined;
  return [customersDocument(c)?.at, over].reduce<Date>((a, b) => (b && b > a ? b : a), leg.since);
}
