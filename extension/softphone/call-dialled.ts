import type { CallView } from '#extension/wire/snapshots.ts';
import type { CallId } from '#shared/ids.ts';
import { withCards } from './call-cards.ts';
import { ended } from './call-ending.ts';
import {
  type CallEffect,
  type CallEvent,
  type CallState,
  isOnCall,
  type LegId,
  type Step,
  unchanged,
} from './call-state.ts';

export function dial(state: CallState, event: Extract<CallEvent, { type: 'dial' }>): Step {
  if (isOnCall(state.view)) return unchanged(state);
  const { callId, party, record, line, extension, at } = event;
  const view: CallView = {
    ...{ state: 'dialling', id: callId, direction: 'outgoing', party, line, lineName: null, record, startedAt: at },
    ...(extension ? { extension } : {}),
  };
  return { state: { ...state, view, leg: null, server: 'unheard' }, effects: [{ do: 'connect', callId }] };
}

export function placed(state: CallState, event: Extract<CallEvent, { type: 'placed' }>): Step {
  const { callId, party, line } = event;
  const { view } = state;
  // She gave up while the server was asked: the call id must not stay open.
  if (view?.id !== callId || view.state === 'ended') return { state, effects: [{ do: 'tell-ended', callId }] };
  return withCards({ ...state, view: { ...view, party, line } }, event.at);
}

/**
 * It is as if nothing had happened: whoever asked is told, and what she typed stays. What rings by then the server has allowed, and only
 * its answer was lost.
 */
export function refused(state: CallState, callId: CallId): Step {
  const { view, leg } = state;
  if (view?.id !== callId) return unchanged(state);
  const over = view.state === 'ended' && view.talkedSeconds === 0 && view.how !== 'cancelled';
  if (view.state !== 'dialling' && !over) return unchanged(state);
  const effects: CallEffect[] = [{ do: 'tell-ended', callId }];
  if (leg !== null && !over) effects.push({ do: 'hang-up', leg });
  return { state: { ...state, view: null, leg: null }, effects };
}

export function noLeg(state: CallState, { at, callId, problem }: Extract<CallEvent, { type: 'no-leg' }>): Step {
  const { view } = state;
  if (view?.state !== 'dialling' || view.id !== callId || state.leg !== null) return unchanged(state);
  const effects: CallEffect[] = [{ do: 'tell-ended', callId }];
  return { state: { ...state, view: ended(view, at, 'failed', { problem }) }, effects };
}

export function legMade(state: CallState, leg: LegId): Step {
  const { view } = state;
  if (state.leg === leg) return unchanged(state);
  // She gave up while the SDK was connecting.
  if (view?.state !== 'dialling' || view.id === null || state.leg !== null) {
    return { state, effects: [{ do: 'hang-up', leg }] };
  }
  return { state: { ...state, leg }, effects: [{ do: 'limit', leg, wait: 'connect' }] };
}
