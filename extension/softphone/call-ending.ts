import type { CallView } from '#extension/wire/snapshots.ts';
import { ownProblem, type Problem } from '#shared/problem.ts';
import { type CallEffect, type CallEvent, type CallState, type LegId, type Step, unchanged } from './call-state.ts';

export type EndedView = Extract<CallView, { state: 'ended' }>;
export type How = EndedView['how'];
type RunningView = Exclude<CallView, { state: 'ended' }>;

/** The ended view of a call that was running until `at`. */
export function ended(view: RunningView, at: string, how: How, more: Partial<EndedView> = {}): EndedView {
  const { id, direction, party, line, lineName, record, startedAt } = view;
  // Whoever has talked at all has talked for a second: a call that was given away at once is one that was answered.
  const talked =
    view.state === 'live' ? Math.max(1, Math.round((Date.parse(at) - Date.parse(view.answeredAt)) / 1000)) : 0;
  return {
    ...{ id, direction, party, line, lineName, record, startedAt },
    ...{ state: 'ended', endedAt: at, talkedSeconds: talked, how },
    ...{ answeredBy: null, problem: null, ...more },
  };
}

/**
 * The agent ends the call: she gives up dialling, declines, or hangs up. Media stop at once; the server is told alongside, so that
 * its ledger knows who ended it. A declined call goes on for the others, so nothing is told.
 */
export function end(state: CallState, at: string): Step {
  const { view, leg } = state;
  if (view === null || view.state === 'ended') return unchanged(state);
  if (view.state === 'ringing') {
    const effects: CallEffect[] = leg === null ? [] : [{ do: 'reject', leg }];
    return { state: { ...state, view: ended(view, at, 'declined') }, effects };
  }
  const talked = view.state === 'live' || view.state === 'answering';
  const effects: CallEffect[] = [];
  if (view.id !== null) effects.push({ do: 'tell-ended', callId: view.id });
  if (leg !== null) effects.push({ do: 'hang-up', leg });
  return { state: { ...state, view: ended(view, at, talked ? 'hung-up' : 'cancelled') }, effects };
}

/** The SDK's leg is over: `failure` says why, where the SDK knows. A disconnect may come before the error that explains it. */
export function endOfLeg(
  state: CallState,
  at: string,
  failure: Pick<Extract<CallEvent, { type: 'leg-failed' }>, 'how' | 'problem'> | null,
): Step {
  const { view } = state;
  if (view === null) return unchanged(state);
  if (view.state === 'ended') return explained(state, view, failure);
  if (failure !== null) {
    const how = view.state === 'live' ? 'failed' : failure.how;
    const problem = how === 'failed' ? failure.problem : null;
    return unchanged({ ...state, view: ended(view, at, how, { problem }) });
  }
  return unchanged({ ...state, view: ended(view, at, quietEnd(view)) });
}

/** What an end without a reason means: the server's card may know better later. */
function quietEnd(view: RunningView): How {
  if (view.state === 'live') return givesAway(view) ? 'passed-on' : 'they-hung-up';
  return view.direction === 'incoming' ? 'gave-up' : 'no-answer';
}

/** Her part ends because a colleague gets the call; the server says later who has it. To a phone outside it stays hers to note. */
const givesAway = ({ control }: Extract<CallView, { state: 'live' }>): boolean =>
  (control?.pending === 'blind' || control?.pending === 'complete') && !!control.transfer?.to.agentId;

/** Only an end that the agent did not choose herself can be explained afterwards. */
function explained(state: CallState, view: EndedView, failure: Parameters<typeof endOfLeg>[2]): Step {
  const open = view.how === 'no-answer' || view.how === 'gave-up';
  if (failure === null || !open || view.problem !== null || view.talkedSeconds > 0) return unchanged(state);
  const problem: Problem | null = failure.how === 'failed' ? failure.problem : null;
  return unchanged({ ...state, view: { ...view, how: failure.how, problem } });
}

/** A wait is over, and what was waited for has not come. */
export function overdue(state: CallState, { leg, wait, at }: Extract<CallEvent, { type: 'overdue' }>): Step {
  const { view } = state;
  if (view === null || view.state === 'ended') return unchanged(state);
  if (wait === 'over') return state.server === 'over' ? overForServer(state, view, leg, at) : unchanged(state);
  if (view.state !== (wait === 'connect' ? 'dialling' : 'answering')) return unchanged(state);
  const refused = ownProblem('call-refused', { retry: true });
  const told: CallEffect[] = view.id === null ? [] : [{ do: 'tell-ended', callId: view.id }];
  return {
    state: { ...state, view: ended(view, at, 'failed', { problem: refused }) },
    effects: [...told, { do: 'hang-up', leg }],
  };
}

/** Its end was lost on the way to the SDK: without this she would ring or talk to nobody for ever. */
const overForServer = (state: CallState, view: RunningView, leg: LegId, at: string): Step => ({
  state: { ...state, view: ended(view, at, quietEnd(view)) },
  effects: [{ do: view.state === 'ringing' ? 'silence' : 'hang-up', leg }],
});
