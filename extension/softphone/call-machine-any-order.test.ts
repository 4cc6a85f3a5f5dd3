import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { callViewSchema } from '#extension/wire/snapshots.ts';
import { AT, calls, card, dial, ID, invited, LATER, laura, OTHER_ID, placed, refusal } from './call-machine.fixture.ts';
import { next } from './call-machine.ts';
import { type CallEvent, type CallState, NO_CALL } from './call-state.ts';

describe('whatever comes, in whatever order', () => {
  const legEvents = (leg: number): CallEvent[] => [
    { type: 'leg-made', leg },
    { ...invited, leg, callId: leg % 2 ? ID : null },
    { type: 'leg-ringing', leg },
    { type: 'leg-accepted', leg, at: AT },
    { type: 'leg-reconnecting', leg },
    { type: 'leg-reconnected', leg },
    { type: 'leg-ended', leg, at: LATER },
    { type: 'leg-failed', leg, at: LATER, how: 'failed', problem: refusal },
    { type: 'overdue', leg, wait: 'connect', at: LATER },
    { type: 'overdue', leg, wait: 'answer', at: LATER },
  ];
  const all: CallEvent[] = [
    ...[dial, placed, { ...placed, callId: OTHER_ID }, calls(), calls(card()), calls(card({ id: OTHER_ID }))],
    calls(card({ state: 'ended', disposition: 'answered', answeredElsewhere: 'Ken' })),
    ...[1, 2, 3].flatMap(legEvents),
    { type: 'refused', callId: ID },
    { type: 'no-leg', at: LATER, callId: ID, problem: refusal },
    { type: 'answer', at: AT },
    { type: 'end', at: LATER },
    { type: 'mute', muted: true },
    { type: 'mute', muted: false },
    { type: 'digits', digits: '5' },
    { type: 'choose-record', record: laura.ref },
    { type: 'dismiss' },
  ];

  /** Every state that can be reached within five events. */
  function reachable(): CallState[] {
    const seen = new Map<string, CallState>([['', NO_CALL]]);
    let edge: CallState[] = [NO_CALL];
    for (let depth = 0; depth < 5; depth++) {
      const found: CallState[] = [];
      for (const state of edge) {
        for (const event of all) {
          const { state: after } = next(state, event);
          const key = JSON.stringify(after);
          if (seen.has(key)) continue;
          seen.set(key, after);
          found.push(after);
        }
      }
      edge = found.slice(0, 1_500);
    }
    return [...seen.values()];
  }
  const states = reachable();

  it('shows only what the contract allows', () => {
    expect(states.length).toBeGreaterThan(500);
    for (const { view } of states) if (view !== null) expect(v.safeParse(callViewSchema, view).success).toBe(true);
  });

  it('changes nothing when an event comes twice, but for digits, which are pressed twice', () => {
    for (const state of states) {
      for (const event of all) {
        if (event.type === 'digits') continue;
        const once = next(state, event);
        const twice = next(once.state, event);
        expect(twice.state, `${event.type} in ${JSON.stringify(state)}`).toEqual(once.state);
      }
    }
  });

  it('ignores the events of a leg that is not its own', () => {
    for (const state of states) {
      for (const event of legEvents(9)) {
        if (event.type === 'leg-made' || event.type === 'invited') continue;
        expect(next(state, event)).toEqual({ state, effects: [] });
      }
    }
  });

  it('brings an ended call back by no event but a new call', () => {
    for (const state of states.filter(({ view }) => view?.state === 'ended')) {
      for (const event of all) {
        if (event.type === 'dial' || event.type === 'invited' || event.type === 'dismiss') continue;
        const { view } = next(state, event).state;
        // A refusal that comes late takes back what seemed to have been a call.
        if (event.type === 'refused' && view === null) continue;
        expect(view?.state).toBe('ended');
      }
    }
  });

  it('never leaves a leg of its own connected once the agent has ended the call', () => {
    for (const state of states) {
      if (state.leg === null || state.view === null || state.view.state === 'ended') continue;
      const { effects } = next(state, { type: 'end', at: LATER });
      expect(effects.some((e) => (e.do === 'hang-up' || e.do === 'reject') && e.leg === state.leg)).toBe(true);
    }
  });
});
