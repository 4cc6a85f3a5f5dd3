import { describe, expect, it } from 'vitest';
import { PaperCall } from '#test/support/control/paper-call.ts';
import { ana, answers, heard, legTo, seenBy, sue } from '#test/support/control/people.ts';

const supervise = (how: 'listen' | 'whisper' | 'barge' | 'stop') => ({ what: 'supervise', how }) as const;
const listeners = (call: PaperCall) => seenBy(call).listeners;

function listenedTo() {
  const call = new PaperCall('incoming', ana);
  call.ask(sue, supervise('listen'));
  call.run(4_000);
  answers(call, sue);
  call.run(2_000);
  return call;
}

describe('a supervisor', () => {
  it('listens unheard, and the agent sees it', () => {
    const call = listenedTo();
    expect(legTo(call, sue)).toMatchObject({ muted: true, endsRoom: false, in: { what: 'room' } });
    expect(listeners(call)).toEqual([{ name: 'Sue', how: 'listen' }]);
    expect(seenBy(call)).toMatchObject({ customer: 'talking', pending: null, transfer: null });
  });

  it('is shown to nobody before she is there', () => {
    const call = new PaperCall('incoming', ana);
    call.ask(sue, supervise('listen'));
    call.run(4_000);
    expect(listeners(call)).toEqual([]);
    expect(seenBy(call).pending).toBeNull();
    expect(seenBy(call, sue).pending).toBe('listen');
  });

  it('is told whose call it is from her asking on, as nobody else is, and not of herself', () => {
    const call = new PaperCall('incoming', ana);
    call.ask(sue, supervise('listen'));
    expect(seenBy(call, sue).supervises).toEqual({ how: 'listen', name: 'Ana' });
    call.run(4_000);
    answers(call, sue);
    call.run(2_000);
    call.ask(sue, supervise('barge'));
    call.run(2_000);
    expect(seenBy(call, sue)).toMatchObject({ supervises: { how: 'barge', name: 'Ana' }, listeners: [] });
    expect(seenBy(call)).not.toHaveProperty('supervises');
    call.ask(sue, supervise('stop'));
    expect(seenBy(call, sue)).not.toHaveProperty('supervises');
  });

  it('whispers to the agent alone: by whom she is heard is settled before she is', () => {
    const call = listenedTo();
    const before = call.done.length;
    call.ask(sue, supervise('whisper'));
    call.run(2_000);
    const leg = legTo(call, sue)?.leg;
    expect(call.done.slice(before)).toEqual([
      { do: 'coach', leg, to: 'ana' },
      { do: 'mute', leg, on: false },
    ]);
    expect(listeners(call)).toEqual([{ name: 'Sue', how: 'whisper' }]);
  });

  it('speaks to all, and is muted before she only listens again', () => {
    const call = listenedTo();
    for (const how of ['whisper', 'barge', 'listen'] as const) {
      call.ask(sue, supervise(how));
      call.run(2_000);
      expect(listeners(call)).toEqual([{ name: 'Sue', how }]);
    }
    expect(legTo(call, sue)?.muted).toBe(true);
  });

  it('goes, and the two talk on', () => {
    const call = listenedTo();
    call.ask(sue, supervise('stop'));
    call.run(3_000);
    expect(listeners(call)).toEqual([]);
    expect(legTo(call, sue)?.state).toBe('over');
    expect(heard(call)).toEqual(['Ana', 'customer']);
    call.run(60_000);
    expect(heard(call)).toEqual(['Ana', 'customer']);
  });

  it('who hangs up herself leaves nothing behind', () => {
    const call = listenedTo();
    call.twilio.hangUp(legTo(call, sue)?.leg ?? '');
    call.run(60_000);
    expect(heard(call)).toEqual(['Ana', 'customer']);
    expect(listeners(call)).toEqual([]);
  });

  it('is out as soon as the call is over', () => {
    const call = listenedTo();
    call.twilio.hangUp('customer');
    call.run(20_000);
    expect([...call.twilio.legs.values()].every(({ state }) => state === 'over')).toBe(true);
  });
});
