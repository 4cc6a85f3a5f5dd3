import { describe, expect, it } from 'vitest';
import { PaperCall } from '#test/support/control/paper-call.ts';
import { ana, answers, ben, heard, legTo, outside, seenBy } from '#test/support/control/people.ts';

/** An agent hangs up, or dies, while a third one is in the call. */

const toBen = { who: 'agent', agentId: ben } as const;
const toNumber = { who: 'number', number: outside } as const;
const join = { what: 'transfer-step', step: 'join' } as const;

function withThird(direction: 'incoming' | 'outgoing', how: 'consult' | 'add', to: typeof toBen | typeof toNumber) {
  const call = new PaperCall(direction, ana);
  call.ask(ana, { what: 'transfer', how, to });
  call.run(4_000);
  answers(call, to === toBen ? ben : null);
  call.run(4_000);
  return call;
}

function anaLeaves(call: PaperCall, asks: boolean): void {
  if (asks) call.append({ kind: 'end-asked', agentId: ana });
  call.twilio.hangUp(legTo(call, ana)?.leg ?? '');
  call.run(20_000);
}

describe.each([
  ['incoming', true],
  ['incoming', false],
  ['outgoing', true],
  ['outgoing', false],
] as const)('of an %s call (she asked to end it: %s)', (direction, asks) => {
  it('leaves the customer with the colleague when all three talk, whose call it is from then on', () => {
    const call = withThird(direction, 'consult', toBen);
    call.ask(ana, join);
    call.run(3_000);
    anaLeaves(call, asks);
    expect(heard(call)).toEqual(['Ben', 'customer']);
    expect(call.conversation).toMatchObject({ agentId: ben, transfer: null, open: [] });
    expect(seenBy(call, ben)).toMatchObject({ customer: 'talking', pending: null, from: { agentId: ana } });
    call.append({ kind: 'end-asked', agentId: ben });
    call.twilio.hangUp(legTo(call, ben)?.leg ?? '');
    call.run(5_000);
    expect(call.twilio.legs.get('customer')?.state).toBe('over');
  });

  it('has the colleague rung anew for the customer when she leaves before the room outlives her', () => {
    const call = new PaperCall(direction, ana);
    call.ask(ana, { what: 'transfer', how: 'add', to: toBen });
    call.run(4_000);
    answers(call, ben);
    call.run(110);
    expect(legTo(call, ana)?.endsRoom).toBe(true);
    anaLeaves(call, asks);
    expect(call.conversation.questions.at(-1)).toMatchObject({ into: 'transfer' });
    expect(legTo(call, ben)?.state).toBe('ringing');
    answers(call, ben);
    call.run(5_000);
    expect(heard(call)).toEqual(['Ben', 'customer']);
    expect(call.conversation).toMatchObject({ agentId: ben, open: [] });
  });

  it('is called back herself when the colleague does not take the customer a second time', () => {
    const call = new PaperCall(direction, ana);
    call.ask(ana, { what: 'transfer', how: 'add', to: toBen });
    call.run(4_000);
    answers(call, ben);
    call.run(110);
    anaLeaves(call, asks);
    call.twilio.hangUp(legTo(call, ben)?.leg ?? '', 'declined');
    call.run(3_000);
    expect(call.conversation.questions.at(-1)).toMatchObject({ into: 'ring-back', agentId: ana });
    answers(call, ana);
    call.run(20_000);
    expect(heard(call)).toEqual(['Ana', 'customer']);
    // It is hers anew: she may hold her, and end it.
    call.ask(ana, { what: 'hold', on: true });
    call.run(5_000);
    expect(seenBy(call)).toMatchObject({ customer: 'held', failed: null });
    call.append({ kind: 'end-asked', agentId: ana, back: 1 });
    call.twilio.hangUp(legTo(call, ana)?.leg ?? '');
    call.run(20_000);
    expect(call.conversation.at).toBe('over');
  });

  it('leaves nobody with a colleague who had left before her', () => {
    const call = withThird(direction, 'add', toBen);
    call.twilio.hangUp(legTo(call, ben)?.leg ?? '');
    call.run(10_000);
    anaLeaves(call, asks);
    expect(call.conversation.questions.at(-1)?.into).toBe(asks ? 'out' : 'ring-back');
  });

  it('leaves the customer, who was on hold, with the colleague who was asked', () => {
    const call = withThird(direction, 'consult', toBen);
    expect(heard(call)).toEqual(['Ana', 'Ben']);
    anaLeaves(call, asks);
    expect(heard(call)).toEqual(['Ben', 'customer']);
    expect(call.conversation.agentId).toBe(ben);
  });

  it('leaves the customer with somebody outside, and the call stays hers', () => {
    const call = withThird(direction, 'add', toNumber);
    anaLeaves(call, asks);
    expect(heard(call)).toEqual(['customer', 'outside']);
    expect(call.conversation.agentId).toBe(ana);
    call.twilio.hangUp(legTo(call, null)?.leg ?? '');
    call.run(5_000);
    expect(call.twilio.legs.get('customer')?.state).toBe('over');
  });
});

it('ends the call when the colleague has gone before she hangs up', () => {
  const call = withThird('incoming', 'add', toBen);
  call.twilio.hangUp(legTo(call, ben)?.leg ?? '');
  call.run(3_000);
  anaLeaves(call, true);
  expect(call.conversation.at).toBe('over');
  expect(call.twilio.legs.get('customer')?.state).toBe('over');
});
