import type { CallEvent } from '#server/calls/call-event.ts';
import { RESCUE_RING_SECONDS, RING_BACK_SECONDS, TRANSFER_RING_SECONDS } from '#shared/call/control.ts';
import { toldTo } from './asked-and-told.ts';
import type { Asking, Conversation, ConversationLeg, NextDocument, Question } from './control.ts';
import { customerOf, dialledWith } from './conversation.ts';
import { labelOf } from './label.ts';

/**
 * What a leg that asks meets next; undefined: it is not under our hands, and goes on as it would without us. Asked again about the same
 * step it gives the same answer.
 */
export function nextDocument(c: Conversation, asking: Asking): NextDocument | undefined {
  const answered = c.questions.find(({ leg, step }) => leg === asking.leg && step === asking.step);
  if (answered) return answeredThen(c, answered);
  const leg = c.legs.find((one) => one.leg === asking.leg);
  if (!leg) return undefined;
  if (asking.after === 'dial' && isMovedFrom(c, leg)) return roomOf(leg);
  return undefined;
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
      return { ...asked, into: 'ring-back', agentId: next.agentId, words: next.words };
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
  const children = leg === customer ? dialledWith(c) : customer && c.facts.parentLeg === leg.leg ? [customer] : [];
  return children.some(
    (child) =>
      child.state !== 'over' &&
      toldTo(c.told, 'move').some(
        ({ answer, command }) => command.leg === child.leg && answer?.result !== 'refused' && answer?.result !== 'gone',
      ),
  );
}

function answeredThen(c: Conversation, question: Question): NextDocument | undefined {
  switch (question.into) {
    case 'room': {
      const leg = c.legs.find((one) => one.leg === question.leg);
      return leg && roomOf(leg);
    }
    case 'transfer': {
      const ask = c.asks.find(({ askId }) => askId === question.askId)?.ask;
      return ask?.what === 'transfer' && question.askId ? transferTo(question.askId, ask.to) : { do: 'hang-up' };
    }
    case 'ring-back': {
      const words = question.words === 'line-lost' ? 'line-lost' : 'transfer-failed';
      if (!question.agentId) return { do: 'hang-up' };
      return { do: 'ring-back', agentId: question.agentId, seconds: secondsOf(words), words, again: false };
    }
    case 'flow':
      return { do: 'flow', happened: question.words ?? 'line-lost' };
    case 'out':
      return { do: 'hang-up' };
  }
}

type Target = Extract<Conversation['asks'][number]['ask'], { what: 'transfer' }>['to'];

export const transferTo = (askId: string, to: Target): NextDocument => ({
  do: 'transfer',
  askId,
  agentId: to.who === 'agent' ? to.agentId : null,
  number: to.who === 'number' ? to.number : null,
  seconds: TRANSFER_RING_SECONDS,
});

const secondsOf = (words: 'transfer-failed' | 'line-lost'): number =>
  words === 'line-lost' ? RESCUE_RING_SECONDS : RING_BACK_SECONDS;
