import type { CallEvent } from '#server/calls/call-event.ts';
import { toldTo } from './asked-and-told.ts';
import type { Asking, Conversation, ConversationLeg, NextDocument } from './control.ts';
import { customerOf, customersDocument, dialledWith, pendingRedirect } from './conversation.ts';
import { labelOf } from './label.ts';
import { afterOurDial, afterTheRoom, answeredThen, isLostInDial, lineLost, passedOn } from './next-of-customer.ts';

/**
 * What a leg that asks meets next; undefined: it is not under our hands, and goes on as it would without us. Asked again about the same
 * step it gives the same answer.
 */
export function nextDocument(c: Conversation, asking: Asking): NextDocument | undefined {
  const leg = c.legs.find((one) => one.leg === asking.leg);
  if (!leg) return undefined;
  const answered = c.questions.find((question) => question.leg === asking.leg && question.step === asking.step);
  if (answered) return answered.into === 'room' ? roomOf(leg) : answeredThen(c, answered);
  if (leg.state === 'over' || c.at === 'over') return c.told.length > 0 ? { do: 'hang-up' } : undefined;
  if (asking.after === 'dial' && isMovedFrom(c, leg)) return roomOf(leg);
  return leg.role === 'customer' ? nextOfCustomer(c, asking) : nextOfOther(c, leg, asking);
}

function nextOfCustomer(c: Conversation, asking: Asking): NextDocument | undefined {
  const document = customersDocument(c);
  const passed = passedOn(c);
  if (passed && (asking.after === 'redirect' || pendingRedirect(c))) return passed;
  if (asking.after === 'redirect') return lineLost(c, asking) ?? { do: 'hang-up' };
  if (asking.after === 'room') return afterTheRoom(c, asking);
  if (document && (document.into === 'transfer' || document.into === 'ring-back'))
    return afterOurDial(c, document, asking);
  return isLostInDial(c, asking) ? lineLost(c, asking) : undefined;
}

/** An agent whose customer was passed on, or who has left the room, is done; of a plain Dial it is the call's own end. */
function nextOfOther(c: Conversation, leg: ConversationLeg, { after }: Asking): NextDocument | undefined {
  if (after !== 'dial' || leg.leg !== c.facts.parentLeg) return { do: 'hang-up' };
  const isPassedOn = pendingRedirect(c) !== undefined || customersDocument(c) !== undefined;
  return isPassedOn ? { do: 'hang-up' } : undefined;
}

/** For the ledger: what was asked, and what the answer was. */
export function questionOf({ after, leg, status, step }: Asking, next: NextDocument): CallEvent {
  const asked = { kind: 'led' as const, leg, step, after, status, askId: null, agentId: null, words: null };
  switch (next.do) {
    case 'room':
      return { ...asked, into: 'room' };
    case 'transfer':
      return { ...asked, into: 'transfer', askId: next.askId };
    case 'ring-back':
      return {
        ...{ ...asked, into: 'ring-back', agentId: next.agentId, words: next.words },
        ...(next.mobile !== null && { mobile: next.mobile }),
      };
    case 'flow':
      return { ...asked, into: 'flow', words: next.happened };
    case 'hang-up':
      return { ...asked, into: 'out' };
  }
}

const roomOf = (leg: ConversationLeg): NextDocument => ({
  do: 'room',
  role: leg.role,
  leg: leg.leg,
  label: labelOf(leg),
  endsRoom: leg.endsRoom,
});

/** The other leg of its Dial was told to go into the room: this one follows. */
function isMovedFrom(c: Conversation, leg: ConversationLeg): boolean {
  const customer = customerOf(c);
  // Who hangs up while she is being moved wants no room.
  if (c.agentId !== null && c.ending.includes(c.agentId)) return false;
  const children = leg === customer ? dialledWith(c) : customer && c.facts.parentLeg === leg.leg ? [customer] : [];
  return children.some(
    (child) =>
      child.state !== 'over' &&
      toldTo(c.told, 'move').some(
        ({ answer, command }) => command.leg === child.leg && answer?.result !== 'refused' && answer?.result !== 'gone',
      ),
  );
}
