import { describe, expect, it } from 'vitest';
import { ID, invited, LATER, liveIn, OTHER_ID } from './call-machine.fixture.ts';
import { nextOfOne } from './one-call.ts';
import { NO_CALLS, type TwoCallsEvent } from './two-calls-state.ts';

const live: TwoCallsEvent[] = liveIn;
const run = (...events: TwoCallsEvent[]) =>
  events.reduce((step, event) => nextOfOne(step.state, event), nextOfOne(NO_CALLS, { type: 'dismiss' }));

describe('while what a second call needs can’t be loaded', () => {
  it('a first call comes, is answered and ends', () => {
    expect(run(...live).state.front.view).toMatchObject({ id: ID, state: 'live' });
    const { state } = run(...live, { type: 'leg-ended', leg: 1, at: LATER });
    expect(state.front.view).toMatchObject({ id: ID, state: 'ended', how: 'they-hung-up' });
  });

  it('whoever calls then is declined, and the first call goes on', () => {
    const { state, effects } = run(...live, { ...invited, leg: 2, callId: OTHER_ID });
    expect(effects).toEqual([{ do: 'reject', leg: 2 }]);
    expect([state.front.view?.state, state.beside.view]).toEqual(['live', null]);
  });

  it('whoever asks for a second call is told that there is none', () => {
    const { state, effects } = run(...live, { type: 'second-swap', at: LATER });
    expect(effects).toMatchObject([{ do: 'settle', problem: { code: 'call-gone' } }]);
    expect(state.front.view?.state).toBe('live');
  });
});
