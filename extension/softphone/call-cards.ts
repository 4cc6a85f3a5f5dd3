import type { CallView } from '#extension/wire/snapshots.ts';
import type { LiveCall } from '#shared/api/events.ts';
import { type EndedView, ended, type How } from './call-ending.ts';
import { type CallEffect, type CallState, type Step, unchanged } from './call-state.ts';

/**
 * Brings what the server knows (who calls, on which line, how it ended) to the call that the SDK shows. The card may come before
 * the leg, after it, or never: media do not depend on it.
 */
export function withCards(state: CallState, at: string): Step {
  if (!state.view) return unchanged(state);
  const card = cardOf(state.view, state.cards);
  // Heard of before, and no longer in the list of all that are not over: it has ended while the server was out of reach.
  if (!card) return state.server === 'on' ? overAtServer(state, []) : unchanged(state);
  const view = known(state.view, card);
  const told: CallEffect[] =
    state.view.id === null && view.record !== null ? [{ do: 'tell-record', callId: card.id, record: view.record }] : [];
  if (view.state === 'ended') return { state: { ...state, view: settled(view, card) }, effects: told };
  if (card.state !== 'ended') return { state: { ...state, view, server: 'on' }, effects: told };
  // A colleague was faster and the SDK's cancel is still on its way: stop ringing now.
  if (view.state === 'ringing' && card.answeredElsewhere !== null) {
    const elsewhere = ended(view, at, 'elsewhere', { answeredBy: card.answeredElsewhere });
    const effects: CallEffect[] = state.leg === null ? told : [...told, { do: 'silence', leg: state.leg }];
    return { state: { ...state, view: elsewhere }, effects };
  }
  return overAtServer({ ...state, view }, told);
}

/** Over for the server, while its leg lives: the SDK's own word may still be on its way, and is waited for. */
function overAtServer(state: CallState, told: CallEffect[]): Step {
  const { leg, server, view } = state;
  if (leg === null || server === 'over' || view?.state === 'ended') return { state, effects: told };
  return { state: { ...state, server: 'over' }, effects: [...told, { do: 'limit', leg, wait: 'over' }] };
}

function cardOf(view: CallView, cards: readonly LiveCall[]): LiveCall | undefined {
  if (view.id !== null) return cards.find((card) => card.id === view.id);
  if (view.direction === 'outgoing') return undefined;
  // An invite without our call id (a number whose webhook is not ours alone): only an unmistakable match counts.
  const ringing = cards.filter((c) => c.direction === 'incoming' && c.state === 'ringing');
  const same = ringing.filter((c) => c.party.number === view.party.number);
  return same.length === 1 ? same[0] : undefined;
}

function known<V extends CallView>(view: V, card: LiveCall): V {
  const { id, party, line, lineName, control = null } = card;
  const seen = { ...view, id, party, line, lineName, supervises: control?.supervises ?? view.supervises };
  return seen.state === 'live' || seen.state === 'ringing' ? { ...seen, control } : seen;
}

const BY_DISPOSITION: Partial<Record<NonNullable<LiveCall['disposition']>, How>> = {
  busy: 'busy',
  declined: 'declined',
  'no-answer': 'no-answer',
  failed: 'failed',
};

/** The server knows better how a call ended that the SDK only saw stop. */
function settled(view: EndedView, card: LiveCall): EndedView {
  if (view.talkedSeconds > 0) {
    if (card.answeredElsewhere !== null || ringsColleague(card)) {
      return { ...view, how: 'passed-on', answeredBy: card.answeredElsewhere };
    }
    // Nobody took it: it ended as hers.
    return view.how === 'passed-on' && card.state === 'ended' ? { ...view, how: 'they-hung-up' } : view;
  }
  if (view.how === 'gave-up' && card.answeredElsewhere !== null) {
    return { ...view, how: 'elsewhere', answeredBy: card.answeredElsewhere };
  }
  const how = card.disposition && BY_DISPOSITION[card.disposition];
  return view.how === 'no-answer' && view.direction === 'outgoing' && how ? { ...view, how } : view;
}

/** She has sent the customer on to a colleague, who has not answered yet. */
const ringsColleague = ({ control }: LiveCall): boolean =>
  control?.transfer?.how === 'blind' && control.transfer.to.agentId !== null;
