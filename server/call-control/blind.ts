import type { CallEvent } from '#server/calls/call-event.ts';
import { toldTo } from './asked-and-told.ts';
import { type Due, gaveUp, pursue, settled } from './attempt.ts';
import type { Conversation, ConversationLeg, KnownAsk } from './control.ts';
import { customerOf, customersDocument, stepAfter } from './conversation.ts';
import { REPORT_GRAIN_MS } from './limits.ts';
import { whyUnanswered } from './unanswered.ts';

/** The customer's leg is told to ask what comes next: wherever she is, that is one request. */
export function pursueRedirect(c: Conversation, now: Date, asked: KnownAsk): Due {
  const customer = customerOf(c);
  if (!customer || c.at === 'moving' || c.at === 'over') return {};
  const told = toldTo(c.told, 'redirect').findLast(
    ({ at, command }) => command.leg === customer.leg && at >= asked.at && command.step >= stepAfter(c, customer.leg),
  );
  const from = asked.ask.what === 'to-queue' ? c.at === 'none' : c.at === 'dial' || c.at === 'room';
  if (!told && !from) return {};
  const step = told?.command.step ?? stepAfter(c, customer.leg);
  return pursue(c, now, asked, { do: 'redirect', leg: customer.leg, step });
}

/** Taken when somebody answers: from then on the call is hers, if she is one of ours. */
export function blindOutcome(c: Conversation, asked: KnownAsk): CallEvent[] {
  const customer = customerOf(c);
  const led = c.questions.find(({ askId, into }) => into === 'transfer' && askId === asked.askId);
  if (!led || asked.ask.what !== 'transfer') return [];
  const taker = c.legs.find((leg) => leg.led === led.step && (leg.status === 'answered' || leg.status === 'ended'));
  if (taker) {
    const { to } = asked.ask;
    const handed: CallEvent[] =
      to.who === 'agent' && c.agentId !== to.agentId
        ? [{ kind: 'handed', askId: asked.askId, from: c.agentId ?? asked.agentId, agentId: to.agentId }]
        : [];
    return [...handed, settled(asked)];
  }
  const after = c.questions.find(({ leg, step }) => leg === customer?.leg && step > led.step);
  if (!after) return [];
  return [after.status === 'ended' ? settled(asked) : gaveUp(asked, whyUnanswered(after.status))];
}

export function toQueueOutcome(c: Conversation, asked: KnownAsk): CallEvent[] {
  const led = customersDocument(c);
  if (led?.into === 'flow' && led.words === 'to-queue' && led.at >= asked.at) return [settled(asked)];
  return c.at === 'dial' || c.at === 'room' || c.at === 'moving' ? [gaveUp(asked, 'too-late')] : [];
}

/**
 * After a lost line, or a transfer that nobody took, the line's flow has found somebody, or whom the agent has left the customer to has her
 * again: the call is hers, also when that is heard of only once it is over.
 */
export function takenFromFlow(c: Conversation): CallEvent[] {
  const customer = customerOf(c);
  const document = c.questions.findLast(({ into, leg }) => leg === customer?.leg && into !== 'out');
  const isLeft = document?.into === 'transfer' && !isBlind(c, document.askId);
  if (c.agentId === null || !document || !(isLeft || document.into === 'flow' || document.into === 'ring-back'))
    return [];
  const led = document.into === 'flow' ? null : document.step;
  const since = document.at.getTime() - REPORT_GRAIN_MS;
  const taker = c.legs.find(
    (leg) =>
      leg.askId === null && leg.led === led && leg.since.getTime() > since && hasTalked(leg) && isAnothers(c, leg),
  );
  if (!taker?.agentId) return [];
  return [{ kind: 'handed', askId: `found-${taker.leg}`, from: c.agentId, agentId: taker.agentId }];
}

const hasTalked = ({ state, status }: ConversationLeg): boolean =>
  state === 'in-dial' || (state === 'over' && status === 'ended');

const isAnothers = (c: Conversation, { agentId }: ConversationLeg): boolean =>
  agentId !== null && agentId !== c.agentId;

const isBlind = ({ asks }: Conversation, askId: string | null): boolean =>
  asks.some(({ ask, askId: id }) => id === askId && ask.what === 'transfer' && ask.how === 'blind');
