import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { CallControl } from '#shared/call/control.ts';
import { agentIdSchema } from '#shared/ids.ts';
import { AT, calls, card, invited, LATER, liveIn, run } from './call-machine.fixture.ts';

const ken = v.parse(agentIdSchema, 'u_0123456789abcdef0124');
const ana = v.parse(agentIdSchema, 'u_0123456789abcdef0123');

const control = (more: Partial<CallControl> = {}): CallControl => ({
  ...{ customer: 'talking', heldSince: null, pending: null, failed: null, recording: 'off', transfer: null },
  ...{ listeners: [], from: null, note: null, ...more },
});
const toKen = (how: 'blind' | 'consult'): CallControl['transfer'] => ({
  ...{ how, to: { agentId: ken, number: null, name: 'Ken' }, state: how === 'blind' ? 'ringing' : 'talking' },
  since: LATER,
});
const toPhone: CallControl['transfer'] = {
  ...{ how: 'blind', to: { agentId: null, number: null, name: null }, state: 'ringing', since: LATER },
};
const talking = (how: CallControl) => calls(card({ state: 'talking', control: how }));
const legEnds = { type: 'leg-ended', leg: 1, at: LATER } as const;
const kenHasIt = calls(card({ state: 'ended', disposition: 'answered', answeredElsewhere: 'Ken' }));
const viewAfter = (...events: Parameters<typeof run>) => run(...liveIn, ...events).state.view;

describe('whoever gives her call to a colleague', () => {
  it.each([
    ['complete', toKen('consult')],
    ['blind', toKen('blind')],
  ] as const)('is told so as soon as her part ends (%s), and who has it once he has it', (pending, transfer) => {
    const left = [talking(control({ pending, transfer })), legEnds];
    expect(viewAfter(...left)).toMatchObject({ how: 'passed-on', answeredBy: null });
    expect(viewAfter(...left, kenHasIt)).toMatchObject({ how: 'passed-on', answeredBy: 'Ken' });
  });

  it('is told so although her part ended before anything was heard of the transfer', () => {
    expect(viewAfter(legEnds)).toMatchObject({ how: 'they-hung-up' });
    expect(viewAfter(legEnds, talking(control({ transfer: toKen('blind') })))).toMatchObject({ how: 'passed-on' });
    expect(viewAfter(legEnds, kenHasIt)).toMatchObject({ how: 'passed-on', answeredBy: 'Ken' });
  });

  it.each([
    ['before anything was heard of the transfer', null],
    ['with the transfer asked', control({ pending: 'blind', transfer: toKen('blind') })],
  ])('is told who has it however short she talked herself (%s)', (_, asked) => {
    const atOnce = { type: 'leg-ended', leg: 1, at: AT } as const;
    const told = asked ? [talking(asked), atOnce, kenHasIt] : [atOnce, kenHasIt];
    expect(viewAfter(...told)).toMatchObject({ how: 'passed-on', answeredBy: 'Ken', talkedSeconds: 1 });
  });

  it('has it to note when the customer hung up before anybody took her', () => {
    const left = [talking(control({ pending: 'blind', transfer: toKen('blind') })), legEnds];
    const over = calls(card({ state: 'ended', disposition: 'answered' }));
    expect(viewAfter(...left, over)).toMatchObject({ state: 'ended', how: 'they-hung-up' });
  });

  it('has it to note when it went to a phone outside', () => {
    const left = [talking(control({ pending: 'blind', transfer: toPhone })), legEnds];
    expect(viewAfter(...left)).toMatchObject({ how: 'they-hung-up' });
  });
});

it('whoever is passed a call sees who passes it on, with the note so far', () => {
  const from = control({ from: { agentId: ana, name: 'Ana' }, note: '12 vans' });
  expect(run(invited, calls(card({ control: from }))).state.view).toMatchObject({
    state: 'ringing',
    control: from,
  });
  expect(run(invited, calls(card({ control: null }))).state.view).toMatchObject({ control: null });
});
