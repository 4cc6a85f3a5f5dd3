import { describe, expect, it } from 'vitest';
import { ALL_WELL, PaperCall } from '#test/support/control/paper-call.ts';
import { ana, answers, ben, heard, legTo, outside, seenBy } from '#test/support/control/people.ts';

const hold = (on: boolean) => ({ what: 'hold', on }) as const;

/** In the room, talking. */
function inRoom(direction: 'incoming' | 'outgoing') {
  const call = new PaperCall(direction, ana);
  for (const on of [true, false]) {
    call.ask(ana, hold(on));
    call.run(4_000);
  }
  return call;
}

const asked = (call: PaperCall) =>
  call.conversation.questions.filter(({ leg }) => leg === 'customer').map(({ into }) => into);

describe('an agent whose browser dies in a call', () => {
  it.each(['incoming', 'outgoing'] as const)('is called again from the room, and talks on (%s)', (direction) => {
    const call = inRoom(direction);
    call.twilio.hangUp(legTo(call, ana)?.leg ?? '');
    call.run(2_000);
    expect(call.conversation.questions.at(-1)).toMatchObject({ into: 'ring-back', words: 'line-lost', agentId: ana });
    answers(call, ana);
    call.run(2_000);
    expect(heard(call)).toEqual(['Ana', 'customer']);
    expect(call.conversation).toMatchObject({ at: 'dial', agentId: ana });
    call.ask(ana, hold(true));
    call.run(4_000);
    expect(seenBy(call)).toMatchObject({ customer: 'held', pending: null });
  });

  it('leaves nobody waiting who was on hold: she is called again', () => {
    const call = new PaperCall('incoming', ana);
    call.ask(ana, hold(true));
    call.run(4_000);
    call.twilio.hangUp('ana');
    call.run(2_000);
    answers(call, ana);
    call.run(2_000);
    expect(call.conversation.at).not.toBe('over');
    expect(legTo(call, ana)?.state).toBe('talking');
  });

  it('is called for 20 s, and again when her phone was not there; then the group takes the customer', () => {
    const call = inRoom('incoming');
    call.twilio.hangUp('ana');
    for (let second = 0; second < 30; second += 2) {
      const leg = legTo(call, ana);
      if (leg?.state === 'ringing') call.twilio.hangUp(leg.leg, 'failed');
      call.run(2_000);
    }
    const documents = asked(call);
    expect(documents.filter((into) => into === 'ring-back').length).toBeGreaterThan(4);
    expect(documents.at(-1)).toBe('flow');
    expect(call.conversation.questions.at(-1)).toMatchObject({ words: 'line-lost' });
  });

  it.each([
    ['as soon as it is answered', ['answered']],
    ['although that is heard of only once it is over', ['ended']],
  ] as const)('leaves the call to whom the group’s ring has found: %s', (_, reports) => {
    const call = inRoom('incoming');
    call.twilio.hangUp('ana');
    call.run(2_000);
    call.twilio.hangUp(legTo(call, ana)?.leg ?? '', 'declined');
    call.run(1_000);
    for (const status of reports) call.append({ kind: 'leg', leg: 'group', status, agentId: ben, seconds: 3 });
    if (reports[0] === 'ended') call.twilio.hangUp('customer');
    call.run(2_000);
    expect(call.conversation.agentId).toBe(ben);
  });

  it('who declines when she is called again leaves the customer to the group at once', () => {
    const call = inRoom('incoming');
    call.twilio.hangUp('ana');
    call.run(2_000);
    call.twilio.hangUp(legTo(call, ana)?.leg ?? '', 'declined');
    call.run(1_000);
    expect(call.conversation.questions.at(-1)).toMatchObject({ into: 'flow' });
  });

  it('is called again from a plain incoming Dial when nothing of hers shows life', () => {
    const call = new PaperCall('incoming', ana);
    call.lost = true;
    call.twilio.hangUp('ana');
    call.run(1_000);
    expect(asked(call)).toEqual(['ring-back']);
  });

  it('is called again although she had answered in the same second', () => {
    const call = new PaperCall('incoming', ana);
    call.lost = true;
    call.append({ kind: 'leg', leg: 'ana', status: 'ended', agentId: ana, seconds: 0 });
    call.twilio.hangUp('ana');
    call.run(1_000);
    expect(call.conversation.questions.at(-1)).toMatchObject({ into: 'ring-back', agentId: ana });
  });

  it('ends a plain incoming call when she is there and has hung up', () => {
    const call = new PaperCall('incoming', ana);
    call.twilio.hangUp('ana');
    call.run(10_000);
    expect(asked(call)).toEqual([]);
    expect(call.twilio.legs.get('customer')?.state).toBe('over');
  });

  it('ends a plain outgoing call, which is her own leg', () => {
    const call = new PaperCall('outgoing', ana);
    call.twilio.hangUp('ana');
    call.run(10_000);
    expect(call.twilio.legs.get('customer')?.state).toBe('over');
    expect(call.conversation.at).toBe('over');
  });
});

describe('an agent who talks on her mobile', () => {
  function onMobile() {
    const call = new PaperCall('incoming', ana);
    call.append({ kind: 'leg', leg: 'ana', status: 'ringing', agentId: ana, mobile: true, seconds: null });
    call.append({ kind: 'accepted', leg: 'ana', agentId: ana });
    call.mobiles = [{ agentId: ana, number: outside }];
    return call;
  }
  const into = (call: PaperCall) => call.conversation.questions.at(-1);

  it('is called again on it when she drops out while the customer waits on hold, and then the group', () => {
    const call = onMobile();
    call.ask(ana, hold(true));
    call.run(4_000);
    call.twilio.hangUp('ana');
    call.run(2_000);
    expect(into(call)).toMatchObject({ into: 'ring-back', words: 'line-lost', agentId: ana, mobile: outside });
    call.twilio.hangUp(legTo(call, ana)?.leg ?? '', 'declined');
    call.run(1_000);
    expect(into(call)).toMatchObject({ into: 'flow', words: 'line-lost' });
  });

  it('is called at her softphone alone when that is there', () => {
    const call = onMobile();
    call.mobiles = [];
    call.ask(ana, hold(true));
    call.run(4_000);
    call.twilio.hangUp('ana');
    call.run(2_000);
    expect(into(call)).toMatchObject({ into: 'ring-back', agentId: ana });
    expect(into(call)).not.toHaveProperty('mobile');
  });

  it('ends the call when she hangs up while they talk, from the room too', () => {
    for (const words of [[], [true, false]]) {
      const call = onMobile();
      for (const on of words) {
        call.ask(ana, hold(on));
        call.run(4_000);
      }
      call.twilio.hangUp('ana');
      call.run(10_000);
      expect(call.conversation.at).toBe('over');
      expect(asked(call)).not.toContain('ring-back');
    }
  });

  it('is not called a second time on a mobile whose voicemail has picked up', () => {
    const call = onMobile();
    call.ask(ana, hold(true));
    call.run(4_000);
    call.twilio.hangUp('ana');
    call.run(2_000);
    const voicemail = legTo(call, ana)?.leg ?? '';
    call.append({ kind: 'leg', leg: voicemail, status: 'answered', agentId: ana, led: 1, mobile: true, seconds: null });
    expect(seenBy(call).customer).toBe('talking');
    expect(call.conversation.legs.find(({ leg }) => leg === voicemail)?.state).toBe('ringing');
    call.twilio.hangUp(voicemail, 'failed');
    call.run(3_000);
    expect(into(call)).toMatchObject({ into: 'ring-back', agentId: ana });
    expect(into(call)).not.toHaveProperty('mobile');
  });

  it('is called back on it after a transfer that nobody took', () => {
    const call = onMobile();
    call.ask(ana, { what: 'transfer', how: 'blind', to: { who: 'agent', agentId: ben } });
    call.run(2_000);
    call.twilio.hangUp(legTo(call, ben)?.leg ?? '', 'declined');
    call.run(2_000);
    expect(into(call)).toMatchObject({ into: 'ring-back', words: 'transfer-failed', agentId: ana, mobile: outside });
  });
});

describe('an agent who hangs up', () => {
  it.each(['incoming', 'outgoing'] as const)('ends the room, and calls nobody again (%s)', (direction) => {
    const call = inRoom(direction);
    call.append({ kind: 'end-asked', agentId: ana });
    call.drive();
    call.twilio.hangUp(legTo(call, ana)?.leg ?? '');
    call.run(10_000);
    expect(call.conversation.at).toBe('over');
    expect([...call.twilio.legs.values()].every(({ state }) => state === 'over')).toBe(true);
  });

  it.each(['incoming', 'outgoing'] as const)('is taken out when her softphone does not leave (%s)', (direction) => {
    const call = inRoom(direction);
    call.append({ kind: 'end-asked', agentId: ana });
    call.drive();
    call.run(30_000);
    expect([...call.twilio.legs.values()].every(({ state }) => state === 'over')).toBe(true);
  });
});

describe('a customer who hears nobody', () => {
  it('is fetched out of a room that all others have left', () => {
    const call = inRoom('incoming');
    const leg = call.twilio.legs.get('ana');
    if (leg) leg.endsRoom = false;
    call.twilio.hangUp('ana');
    call.run(15_000);
    expect(asked(call).at(-1)).toBe('ring-back');
    answers(call, ana);
    call.run(2_000);
    expect(heard(call)).toEqual(['Ana', 'customer']);
  });

  it('does not wait when the other leg never reaches the room', () => {
    const call = new PaperCall('incoming', ana, {
      ...ALL_WELL,
      webhook: (event) => (event.kind === 'leg' ? [] : [100]),
    });
    call.ask(ana, hold(true));
    call.run(100);
    call.twilio.hangUp('ana');
    call.run(30_000);
    expect(seenBy(call).pending).toBeNull();
    expect(call.twilio.participants()).toEqual([]);
  });

  it('is called back by whoever took the call last, not by who gave it away', () => {
    const call = new PaperCall('incoming', ana);
    call.ask(ana, { what: 'transfer', how: 'consult', to: { who: 'agent', agentId: ben } });
    call.run(4_000);
    answers(call, ben);
    call.run(2_000);
    call.ask(ana, { what: 'transfer-step', step: 'complete' });
    call.run(4_000);
    call.twilio.hangUp(legTo(call, ben)?.leg ?? '');
    call.run(2_000);
    expect(call.conversation.questions.at(-1)).toMatchObject({ into: 'ring-back', agentId: ben });
  });
});

describe('a call that is over', () => {
  it('leaves no phone ringing and nobody in the room, whatever Twilio forgets to report', () => {
    const call = inRoom('incoming');
    call.ask(ana, { what: 'transfer', how: 'consult', to: { who: 'agent', agentId: ben } });
    call.run(4_000);
    expect(legTo(call, ben)?.state).toBe('ringing');
    call.twilio.hangUp('customer');
    call.run(20_000);
    expect([...call.twilio.legs.values()].filter(({ state }) => state !== 'over')).toEqual([]);
    expect(call.conversation.open).toEqual([]);
  });
});
