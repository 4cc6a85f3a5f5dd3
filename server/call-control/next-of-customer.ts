import { RESCUE_RING_SECONDS, RING_BACK_SECONDS, TRANSFER_RING_SECONDS } from '#shared/call/control.ts';
import type { AgentId } from '#shared/ids.ts';
import type { Asking, Conversation, NextDocument, Question } from './control.ts';
import { customerOf, dialledWith } from './conversation.ts';
import { focusOf } from './focus.ts';
import { givenOutsideAt } from './given-outside.ts';
import { lastHold } from './room-presence.ts';
import { legOfAsk } from './transfer-state.ts';

/** A phone that is not there is called again no later than that before its time is over. */
const LEAST_SECONDS = 5;
type Words = 'transfer-failed' | 'line-lost';

/** The same answer as before. */
export function answeredThen(c: Conversation, question: Question): NextDocument {
  switch (question.into) {
    case 'transfer':
      return transferBy(c, question.askId) ?? { do: 'hang-up' };
    case 'ring-back': {
      const words = question.words === 'line-lost' ? 'line-lost' : 'transfer-failed';
      const mobiles =
        question.agentId && question.mobile ? [{ agentId: question.agentId, number: question.mobile }] : [];
      const as = { ...question, mobiles, now: question.at };
      return question.agentId ? ringBack(c, as, question.agentId, words) : { do: 'hang-up' };
    }
    case 'flow':
      return { do: 'flow', happened: question.words ?? 'line-lost' };
    default:
      return { do: 'hang-up' };
  }
}

/** Somebody has asked that the customer goes elsewhere. */
export function passedOn(c: Conversation): NextDocument | undefined {
  const asked = c.open.findLast(
    ({ ask }) => ask.what === 'to-queue' || (ask.what === 'transfer' && ask.how === 'blind'),
  );
  if (!asked) return undefined;
  return asked.ask.what === 'to-queue' ? { do: 'flow', happened: 'to-queue' } : transferBy(c, asked.askId);
}

function transferBy(c: Conversation, askId: string | null): NextDocument | undefined {
  const ask = c.asks.find((asked) => asked.askId === askId)?.ask;
  if (ask?.what !== 'transfer' || askId === null) return undefined;
  const { to } = ask;
  const [agentId, number] = to.who === 'agent' ? [to.agentId, null] : [null, to.number];
  return { do: 'transfer', askId, agentId, number, seconds: TRANSFER_RING_SECONDS };
}

/** The room is over for her: its agent has ended the call, or her line was lost. */
export const afterTheRoom = (c: Conversation, asking: Asking): NextDocument =>
  toThird(c) ?? lineLost(c, asking) ?? { do: 'hang-up' };

/**
 * An agent has left before Twilio could be told that the room outlives her: it has ended for the one who was asked in, too, whom she left
 * the customer to. They are rung anew for her.
 */
function toThird(c: Conversation): NextDocument | undefined {
  const { running } = focusOf(c.asks);
  if (!running) return undefined;
  const hers = c.legs.findLast(({ agentId, role }) => agentId === running.agentId && role === 'agent');
  const third = legOfAsk(c.legs, running.askId);
  const was = third && (third.status === 'answered' || third.status === 'ended');
  const left = hers?.state === 'out' || hers?.state === 'over' ? hers.since : null;
  // Who had left before her was not left with anybody.
  if (!was || (third.state !== 'in-room' && (!left || third.since < left))) return undefined;
  return transferBy(c, running.askId);
}

/** Whoever she talked to has left without a word, and shows no life: her browser or her computer has died. */
export function isLostInDial(c: Conversation, { agentLost, status }: Asking): boolean {
  const talked = dialledWith(c).some(({ agentId, status: was }) => agentId === c.agentId && was !== 'ringing');
  return agentLost && status === 'ended' && talked && c.facts.direction === 'incoming';
}

/**
 * Her agent is called again; undefined: it was her own doing, she has long given the customer to somebody outside, or she talked to her
 * on a mobile, where nothing tells a lost line from the end of a call. Nobody ends a call with somebody who hears music.
 */
export function lineLost(c: Conversation, asking: Asking): NextDocument | undefined {
  const { agentId } = c;
  if (!agentId || c.ending.includes(agentId) || givenOutsideAt(c) !== null) return undefined;
  const last = c.legs.findLast((leg) => leg.agentId === agentId && leg.role !== 'supervisor');
  if (last?.mobile && !wasOnHold(c)) return undefined;
  return ringBack(c, asking, agentId, 'line-lost');
}

function wasOnHold(c: Conversation): boolean {
  const customer = customerOf(c);
  return customer !== undefined && lastHold(c.told, customer.leg)?.command.on === true;
}

/** Whom she was passed on to has not answered, or they have talked and it is over. */
export function afterOurDial(c: Conversation, document: Question, asking: Asking): NextDocument {
  const talked = asking.status === 'ended' || asking.status === 'answered';
  if (talked) {
    const withAgent = dialledWith(c).some(
      ({ agentId, status }) => agentId !== null && agentId === c.agentId && status !== 'ringing',
    );
    return (withAgent && asking.agentLost ? lineLost(c, asking) : undefined) ?? { do: 'hang-up' };
  }
  if (document.into === 'transfer') {
    const by = c.asks.find(({ askId }) => askId === document.askId)?.agentId ?? c.agentId;
    return by ? ringBack(c, asking, by, 'transfer-failed') : goOn(c, 'transfer-failed');
  }
  const words = document.words === 'line-lost' ? 'line-lost' : 'transfer-failed';
  const said = asking.status === 'declined' || asking.status === 'busy';
  if (words === 'line-lost' && document.agentId && !said) {
    const left = RESCUE_RING_SECONDS - secondsOf(c, asking, asking.now);
    if (left >= LEAST_SECONDS) return ringBack(c, asking, document.agentId, words);
  }
  return goOn(c, words);
}

const goOn = ({ facts }: Conversation, happened: Words): NextDocument =>
  facts.direction === 'incoming' ? { do: 'flow', happened } : { do: 'hang-up' };

function ringBack(
  c: Conversation,
  asking: Pick<Asking, 'leg' | 'step' | 'mobiles' | 'now'>,
  agentId: AgentId,
  words: Words,
): NextDocument {
  const number = asking.mobiles.find((mobile) => mobile.agentId === agentId)?.number ?? null;
  const back = { do: 'ring-back' as const, agentId, words };
  if (words === 'transfer-failed') return { ...back, mobile: number, seconds: RING_BACK_SECONDS, again: false };
  const again = firstRing(c, asking) !== undefined;
  const seconds = Math.max(LEAST_SECONDS, RESCUE_RING_SECONDS - secondsOf(c, asking, asking.now));
  // A voicemail that has picked up would pick up again: her softphone may be back.
  return { ...back, mobile: again ? null : number, seconds, again };
}

/** How long her agent is being called again. */
function secondsOf(c: Conversation, asking: Pick<Asking, 'leg' | 'step'>, at: Date): number {
  const first = firstRing(c, asking);
  return first ? Math.round((at.getTime() - first.at.getTime()) / 1000) : 0;
}

/** The first of the rings back that lie, without anything between them, before this question. */
function firstRing(c: Conversation, { leg, step }: Pick<Asking, 'leg' | 'step'>): Question | undefined {
  let first: Question | undefined;
  for (const question of c.questions.filter((one) => one.leg === leg && one.step < step).reverse()) {
    if (question.into !== 'ring-back' || question.words !== 'line-lost' || !isUnanswered(c, question)) break;
    first = question;
    if (question.after !== 'dial') break;
  }
  return first && customerOf(c)?.leg === leg ? first : undefined;
}

const isUnanswered = ({ legs }: Conversation, { step }: Question): boolean =>
  !legs.some((leg) => leg.led === step && (leg.status === 'answered' || leg.status === 'ended'));
