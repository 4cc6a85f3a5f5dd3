import { describe, expect, it } from 'vitest';
import type { LiveCall } from '#shared/api/events.ts';
import type { CallControl } from '#shared/call/control.ts';
import { calls, card, invited, LATER, run } from './call-machine.fixture.ts';

const supervised = (how: NonNullable<CallControl['supervises']>['how']): CallControl => ({
  ...{ customer: 'talking', heldSince: null, pending: null, failed: null, recording: 'off', transfer: null },
  ...{ supervises: { how, name: 'Ana' }, listeners: [], from: null, note: null },
});
const told = (state: LiveCall['state'], how: Parameters<typeof supervised>[0] = 'listen') =>
  calls(card({ state, control: supervised(how) }));
const answered = [{ type: 'answer', at: LATER } as const, { type: 'leg-accepted', leg: 1, at: LATER } as const];

describe('a supervisor', () => {
  it('sees whose call it is while it rings, and how she is in it', () => {
    const ringing = run(invited, told('ringing'));
    expect(ringing.state.view).toMatchObject({ state: 'ringing', supervises: { how: 'listen', name: 'Ana' } });
    expect(ringing.effects).toEqual([]);
    const { view } = run(invited, told('ringing'), ...answered, told('talking', 'barge')).state;
    expect(view).toMatchObject({ state: 'live', supervises: { how: 'barge', name: 'Ana' } });
  });

  it.each([
    ['she leaves', { type: 'end', at: LATER } as const],
    ['it is over', { type: 'leg-ended', leg: 1, at: LATER } as const],
  ])('has nothing left of it when %s', (_, over) => {
    const { state } = run(invited, told('ringing'), ...answered, told('talking'), over);
    expect(state.view).toBeNull();
    const later = calls(card({ state: 'ended', answeredElsewhere: 'Ana' }));
    expect(run(invited, told('ringing'), ...answered, told('talking'), over, later).state.view).toBeNull();
  });

  it('has nothing left of it when she declines', () => {
    const { state, effects } = run(invited, told('ringing'), { type: 'end', at: LATER });
    expect(state.view).toBeNull();
    expect(effects).toContainEqual({ do: 'reject', leg: 1 });
  });
});
