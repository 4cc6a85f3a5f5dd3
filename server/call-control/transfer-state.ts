import type { ConversationLeg, KnownAsk, Transfer } from './control.ts';
import type { Focus } from './focus.ts';

/** The other person in the call, or rung for it; null: there is none, or no more. */
export function transferOf(
  asks: readonly KnownAsk[],
  legs: readonly ConversationLeg[],
  { completing, running }: Focus,
): Transfer | null {
  const blind = asks.findLast(
    ({ ask, outcome }) => ask.what === 'transfer' && ask.how === 'blind' && outcome === 'open',
  );
  const current = blind ?? running ?? (completing?.step.outcome === 'open' ? completing.transfer : null);
  if (current?.ask.what !== 'transfer') return null;
  const { to, how } = current.ask;
  const whose = {
    askId: current.askId,
    by: current.agentId,
    how,
    agentId: to.who === 'agent' ? to.agentId : null,
    number: to.who === 'number' ? to.number : null,
  };
  const leg = legOfAsk(legs, current.askId);
  if (how === 'blind' || !leg || leg.state === 'ringing') {
    return leg || current.outcome === 'open' ? { ...whose, state: 'ringing', since: current.at } : null;
  }
  if (leg.state !== 'in-room') return leg.state === 'moving' ? { ...whose, state: 'ringing', since: current.at } : null;
  const customer = legs.find(({ role }) => role === 'customer');
  const state = leg.held ? 'waiting' : customer?.held ? 'talking' : 'together';
  const changed = asks.findLast(({ ask, outcome }) => ask.what === 'transfer-step' && outcome === 'settled')?.doneAt;
  const heard = state === 'waiting' ? leg.heldSince : state === 'together' ? (changed ?? null) : null;
  return { ...whose, state, since: heard && heard > leg.since ? heard : leg.since };
}

/** The leg that was rung into the room for an ask: the one that lives, of several. */
export const legOfAsk = (legs: readonly ConversationLeg[], askId: string): ConversationLeg | undefined =>
  legs.find((leg) => leg.askId === askId && leg.state !== 'over') ?? legs.find((leg) => leg.askId === askId);
