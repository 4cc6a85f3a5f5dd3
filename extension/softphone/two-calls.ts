import type { Problem } from '#shared/problem.ts';
import { next } from './call-machine.ts';
import { type CallEvent, type CallState, isOnCall, NO_CALL } from './call-state.ts';
import {
  gone,
  notHeld,
  type TwoCalls,
  type TwoCallsEffect,
  type TwoCallsEvent,
  type TwoCallsStep,
} from './two-calls-state.ts';

/** One step of both calls. Whatever does not fit changes nothing, but is settled. */
export function nextOfTwo(state: TwoCalls, event: TwoCallsEvent): TwoCallsStep {
  const step = act(state, event);
  return inOrder(step, event.type === 'calls' || 'at' in event ? event.at : null);
}

function act(state: TwoCalls, event: TwoCallsEvent): TwoCallsStep {
  const { front, beside } = state;
  switch (event.type) {
    case 'second-answer':
      return beside.view?.state === 'ringing' ? hold(state, 'answer', event.at) : settled(state, gone());
    case 'second-swap':
      return beside.view?.state === 'live' ? hold(state, 'swap', event.at) : settled(state, gone());
    case 'second-decline':
      return beside.view?.state === 'ringing' ? ofBeside(state, { type: 'end', at: event.at }) : same(state);
    case 'not-held':
      return state.wanted?.n === event.n ? settled({ ...state, wanted: null }, event.problem) : same(state);
    case 'calls':
    case 'dismiss': {
      const first = ofFront(state, event);
      const both = ofBeside(first.state, event);
      return { state: both.state, effects: [...first.effects, ...both.effects] };
    }
    case 'invited':
      return invited(state, event);
    case 'placed':
    case 'refused':
    case 'no-leg':
      return beside.view?.id === event.callId && front.view?.id !== event.callId
        ? ofBeside(state, event)
        : ofFront(state, event);
    default:
      return 'leg' in event && event.leg === beside.leg ? ofBeside(state, event) : ofFront(state, event);
  }
}

function invited(state: TwoCalls, event: Extract<CallEvent, { type: 'invited' }>): TwoCallsStep {
  const { front, beside } = state;
  if (event.leg === front.leg || event.leg === beside.leg) return same(state);
  // Her own call rings anew: for the server its leg was lost, whatever it looks like here.
  for (const [half, calls] of [
    [front, (now: CallState) => ofFront({ ...state, front: now }, event)],
    [beside, (now: CallState) => ofBeside({ ...state, beside: now }, event)],
  ] as const) {
    const { view, leg } = half;
    if (event.callId === null || view?.id !== event.callId || view.state === 'ringing' || !isOnCall(view)) continue;
    const { state: after, effects } = calls({ ...NO_CALL, cards: half.cards });
    return { state: after, effects: leg === null ? effects : [{ do: 'hang-up', leg }, ...effects] };
  }
  const rings = front.view?.state === 'live' && !isOnCall(beside.view);
  return rings ? ofBeside({ ...state, beside: { ...NO_CALL, cards: front.cards } }, event) : ofFront(state, event);
}

/** What was wanted happens once the customer at the front is on hold. */
function hold(state: TwoCalls, what: 'answer' | 'swap', at: string): TwoCallsStep {
  const { view } = state.front;
  if (view?.state !== 'live' || view.id === null) return settled(state, gone());
  if (view.control === null) return settled(state, notHeld());
  if (isHeld(state.front)) return change({ ...state, wanted: { what, n: state.holds } }, at);
  if (state.wanted !== null) return same(state);
  const n = state.holds + 1;
  return { state: { ...state, holds: n, wanted: { what, n } }, effects: [{ do: 'hold', callId: view.id, n }] };
}

/** The one beside comes to the front, and is answered or taken from hold; the other one waits in its place. */
function change(state: TwoCalls, at: string): TwoCallsStep {
  const { front, beside, wanted } = state;
  const swapped = { ...state, front: beside, beside: front, wanted: null };
  const { view, leg } = beside;
  const effects: TwoCallsEffect[] = [];
  if (leg !== null) effects.push({ do: 'speak-on', leg, muted: view?.state === 'live' && view.muted });
  if (view?.state === 'live' && view.id !== null && view.control?.customer === 'held') {
    effects.push({ do: 'ask', callId: view.id, ask: { what: 'hold', on: false } });
  }
  const step = wanted?.what === 'answer' ? ofFront(swapped, { type: 'answer', at }) : same(swapped);
  return settled(step.state, null, [...effects, ...step.effects]);
}

/** Whatever has happened: nobody is left beside an empty front, and nothing waits for what can't come any more. */
function inOrder({ state, effects }: TwoCallsStep, at: string | null): TwoCallsStep {
  const { front, beside, wanted } = state;
  if (!isOnCall(front.view) && isOnCall(beside.view)) {
    const { view, leg } = beside;
    const comes = { ...state, front: beside, beside: front, wanted: null };
    const speaks: TwoCallsEffect[] =
      leg === null || view?.state !== 'live' ? [] : [{ do: 'speak-on', leg, muted: view.muted }];
    const answers = wanted?.what === 'answer' && at !== null;
    const step = answers ? ofFront(comes, { type: 'answer', at }) : same(comes);
    const told: TwoCallsEffect[] = wanted === null ? [] : [{ do: 'settle', problem: null }];
    return { state: step.state, effects: [...effects, ...speaks, ...step.effects, ...told] };
  }
  if (wanted === null) return { state, effects };
  if (beside.view?.state !== (wanted.what === 'answer' ? 'ringing' : 'live')) {
    // Nobody is there any more for whom the customer should wait.
    const back: TwoCallsEffect[] = front.view?.id
      ? [{ do: 'ask', callId: front.view.id, ask: { what: 'hold', on: false } }]
      : [];
    return settled({ ...state, wanted: null }, gone(), [...effects, ...back]);
  }
  if (!isHeld(front) || at === null) return { state, effects };
  const done = change(state, at);
  return { state: done.state, effects: [...effects, ...done.effects] };
}

/** On hold, and not about to be taken back. */
const isHeld = ({ view }: CallState): boolean =>
  view?.state === 'live' && view.control?.customer === 'held' && view.control.pending !== 'resume';

function ofFront(state: TwoCalls, event: CallEvent): TwoCallsStep {
  const step = next(state.front, event);
  return { state: step.state === state.front ? state : { ...state, front: step.state }, effects: step.effects };
}

function ofBeside(state: TwoCalls, event: CallEvent): TwoCallsStep {
  const step = next(state.beside, event);
  return { state: step.state === state.beside ? state : { ...state, beside: step.state }, effects: step.effects };
}

const same = (state: TwoCalls): TwoCallsStep => ({ state, effects: [] });
const settled = (state: TwoCalls, why: Problem | null, effects: TwoCallsEffect[] = []): TwoCallsStep => ({
  state,
  effects: [...effects, { do: 'settle', problem: why }],
});
