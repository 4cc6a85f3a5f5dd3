import { describe, expect, it } from 'vitest';
import { ALL_WELL, PaperCall } from '#test/support/control/paper-call.ts';
import { ana, answers, ben, heard, legTo, outside, seenBy } from '#test/support/control/people.ts';

const toBen = { who: 'agent', agentId: ben } as const;
const toNumber = { who: 'number', number: outside } as const;
const consult = { what: 'transfer', how: 'consult', to: toBen } as const;
const step = (step: 'complete' | 'join' | 'swap' | 'cancel') => ({ what: 'transfer-step', step }) as const;

function consulted(direction: 'incoming' | 'outgoing' = 'incoming') {
  const call = new PaperCall(direction, ana);
  call.ask(ana, consult);
  call.run(4_000);
  answers(call, ben);
  call.run(3_000);
  return call;
}

describe.each(['incoming', 'outgoing'] as const)('a consult transfer of an %s call', (direction) => {
  it('lets the customer wait with music while Ana asks Ben', () => {
    const call = new PaperCall(direction, ana);
    call.ask(ana, consult);
    call.run(4_000);
    expect(seenBy(call)).toMatchObject({
      customer: 'held',
      pending: 'consult',
      transfer: { how: 'consult', to: { name: 'Ben' }, state: 'ringing' },
    });
    answers(call, ben);
    call.run(2_000);
    expect(heard(call)).toEqual(['Ana', 'Ben']);
    expect(seenBy(call)).toMatchObject({ customer: 'held', pending: null, transfer: { state: 'talking' } });
    expect(seenBy(call, ben)).toMatchObject({ transfer: null, from: { agentId: ana, name: 'Ana' } });
  });

  it('gives the customer to Ben, whose call it is from then on', () => {
    const call = consulted(direction);
    call.ask(ana, step('complete'));
    call.run(3_000);
    expect(heard(call)).toEqual(['Ben', 'customer']);
    expect(call.conversation.agentId).toBe(ben);
    // That Ana’s leaving would not end the room was settled when Ben came: three requests in a row, not four.
    expect(call.done.slice(-3).map((command) => command.do)).toEqual(['ends-room', 'remove', 'hold']);
    expect(seenBy(call, ben)).toMatchObject({
      customer: 'talking',
      pending: null,
      transfer: null,
      from: { agentId: ana },
    });
    call.run(30_000);
    expect(legTo(call, ana)?.state).toBe('over');
    expect(heard(call)).toEqual(['Ben', 'customer']);
    call.append({ kind: 'end-asked', agentId: ben });
    call.twilio.hangUp(legTo(call, ben)?.leg ?? '');
    call.run(10_000);
    expect(call.conversation.at).toBe('over');
    expect([...call.twilio.legs.values()].every(({ state }) => state === 'over')).toBe(true);
  });

  it('lets all talk, swaps, and takes the customer back', () => {
    const call = consulted(direction);
    call.ask(ana, step('swap'));
    call.run(2_000);
    expect(heard(call)).toEqual(['Ana', 'customer']);
    // Ben is on hold before the customer is off it: neither overhears the other.
    expect(call.done.slice(-2)).toEqual([
      { do: 'hold', leg: legTo(call, ben)?.leg, on: true },
      { do: 'hold', leg: 'customer', on: false },
    ]);
    expect(seenBy(call)).toMatchObject({ customer: 'talking', transfer: { state: 'waiting' } });
    call.ask(ana, step('swap'));
    call.run(2_000);
    expect(heard(call)).toEqual(['Ana', 'Ben']);
    call.ask(ana, step('join'));
    call.run(2_000);
    expect(heard(call)).toEqual(['Ana', 'Ben', 'customer']);
    expect(seenBy(call)).toMatchObject({ customer: 'talking', transfer: { state: 'together' }, pending: null });
    call.ask(ana, step('cancel'));
    call.run(2_000);
    expect(heard(call)).toEqual(['Ana', 'customer']);
    expect(legTo(call, ben)?.state).toBe('over');
    expect(seenBy(call)).toMatchObject({ customer: 'talking', transfer: null, pending: null, failed: null });
  });

  it.each([100, 400, 900, 2_000, 4_000])('is called off %i ms after it was asked: the customer is back', (ms) => {
    const call = new PaperCall(direction, ana);
    call.ask(ana, consult);
    call.run(ms);
    call.ask(ana, step('cancel'));
    call.run(15_000);
    expect(heard(call)).toEqual(['Ana', 'customer']);
    expect(seenBy(call)).toMatchObject({ customer: 'talking', transfer: null, pending: null, failed: null });
    const rung = legTo(call, ben);
    expect(rung === undefined || rung.state === 'over').toBe(true);
  });

  it.each(['no-answer', 'busy', 'declined', 'failed'] as const)(
    'brings the customer back when Ben does not answer (%s)',
    (why) => {
      const call = new PaperCall(direction, ana);
      call.ask(ana, consult);
      call.run(4_000);
      call.twilio.hangUp(legTo(call, ben)?.leg ?? '', why);
      call.run(3_000);
      expect(heard(call)).toEqual(['Ana', 'customer']);
      expect(seenBy(call)).toMatchObject({
        customer: 'talking',
        transfer: null,
        // A softphone that declines is reported as busy; on a call it would not be rung.
        failed: { what: 'consult', problem: { params: { why: why === 'busy' ? 'declined' : why, to: 'Ben' } } },
      });
    },
  );

  it('keeps the customer on hold when Ben hangs up while Ana asks him', () => {
    const call = consulted(direction);
    call.twilio.hangUp(legTo(call, ben)?.leg ?? '');
    call.run(3_000);
    expect(seenBy(call)).toMatchObject({ customer: 'held', transfer: null });
    call.ask(ana, { what: 'hold', on: false });
    call.run(2_000);
    expect(heard(call)).toEqual(['Ana', 'customer']);
  });

  it('does not give the customer to a colleague who has just hung up', () => {
    const call = consulted(direction);
    call.twilio.hangUp(legTo(call, ben)?.leg ?? '');
    call.ask(ana, step('complete'));
    call.run(10_000);
    expect(call.conversation.agentId).toBe(ana);
    expect(legTo(call, ana)?.state).toBe('talking');
    expect(seenBy(call)).toMatchObject({ pending: null, failed: { what: 'complete' } });
  });
});

describe('somebody outside', () => {
  it('is added to the conversation, and may be given the customer: the call stays Anas', () => {
    const call = new PaperCall('incoming', ana);
    call.ask(ana, { what: 'transfer', how: 'add', to: toNumber });
    call.run(3_000);
    expect(heard(call)).toEqual(['Ana', 'customer']);
    answers(call, null);
    call.run(2_000);
    expect(heard(call)).toEqual(['Ana', 'customer', 'outside']);
    call.ask(ana, step('complete'));
    call.run(3_000);
    expect(heard(call)).toEqual(['customer', 'outside']);
    expect(call.conversation.agentId).toBe(ana);
    call.twilio.hangUp(legTo(call, null)?.leg ?? '');
    call.run(10_000);
    expect(call.conversation.at).toBe('over');
    expect(call.twilio.legs.get('customer')?.state).toBe('over');
  });
});

describe.each(['incoming', 'outgoing'] as const)('a blind transfer of an %s call', (direction) => {
  const blind = { what: 'transfer', how: 'blind', to: toBen } as const;

  it.each(['from a Dial', 'from the room'])('rings Ben from the customers own leg, and Ana is out (%s)', (where) => {
    const call = new PaperCall(direction, ana);
    if (where === 'from the room') {
      call.ask(ana, { what: 'hold', on: true });
      call.run(4_000);
    }
    call.ask(ana, blind);
    call.run(3_000);
    expect(seenBy(call)).toMatchObject({ pending: 'blind', transfer: { how: 'blind', state: 'ringing' } });
    expect(legTo(call, ana)?.state).toBe('over');
    answers(call, ben);
    call.run(3_000);
    expect(heard(call)).toEqual(['Ben', 'customer']);
    expect(call.conversation).toMatchObject({ at: 'dial', agentId: ben });
    call.ask(ben, { what: 'hold', on: true });
    call.run(4_000);
    expect(seenBy(call, ben)).toMatchObject({ customer: 'held', pending: null });
    call.run(30_000);
    expect(call.twilio.participants()).toHaveLength(2);
  });

  it('that Ben takes, and holds, within the second in which it was asked is held: the room tells whole seconds', () => {
    const call = new PaperCall(direction, ana, { ...ALL_WELL, webhook: () => [5], requestMs: () => 5 });
    call.ask(ana, blind);
    call.run(300);
    answers(call, ben);
    call.run(100);
    call.ask(ben, { what: 'hold', on: true });
    call.run(500);
    expect(seenBy(call, ben)).toMatchObject({ customer: 'held', pending: null });
    expect(call.done.map((command) => command.do)).toEqual(['redirect', 'move', 'hold']);
  });

  it('that Ben does not take rings Ana again, and then goes on through the line', () => {
    const call = new PaperCall(direction, ana);
    call.ask(ana, blind);
    call.run(3_000);
    call.twilio.hangUp(legTo(call, ben)?.leg ?? '', 'no-answer');
    call.run(2_000);
    const back = legTo(call, ana);
    expect(back?.state).toBe('ringing');
    expect(seenBy(call)).toMatchObject({ failed: { what: 'blind', problem: { params: { why: 'no-answer' } } } });
    call.twilio.hangUp(back?.leg ?? '', 'no-answer');
    call.run(2_000);
    expect(call.conversation.questions.at(-1)).toMatchObject(
      direction === 'incoming' ? { into: 'flow', words: 'transfer-failed' } : { into: 'out' },
    );
  });

  it('that Twilio refuses leaves the call as it was', () => {
    const call = new PaperCall(direction, ana, { ...ALL_WELL, request: () => 'refused' });
    call.ask(ana, blind);
    call.run(5_000);
    expect(call.conversation.at).toBe('dial');
    expect(seenBy(call)).toMatchObject({ pending: null, failed: { what: 'blind' } });
  });
});
