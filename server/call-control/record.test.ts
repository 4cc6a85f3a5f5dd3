import { describe, expect, it } from 'vitest';
import { ALL_WELL, PaperCall } from '#test/support/control/paper-call.ts';
import { ana, answers, ben, seenBy } from '#test/support/control/people.ts';

const record = (to: 'on' | 'paused' | 'off') => ({ what: 'record', to }) as const;
const hold = { what: 'hold', on: true } as const;
const started = (part: number, sid: string) => ({ kind: 'recorded', part, what: 'started', sid }) as const;
const parts = (call: PaperCall) => call.done.flatMap((command) => (command.do === 'record' ? [command] : []));

/** Recorded by its first Dial. */
function recorded(direction: 'incoming' | 'outgoing' = 'incoming') {
  const call = new PaperCall(direction, ana, ALL_WELL, { records: true, announces: true });
  call.append(started(1, 'RE-dial'));
  return call;
}

describe('a recorded call', () => {
  it.each(['incoming', 'outgoing'] as const)(
    'pauses and goes on at the leg that the Dial records (%s)',
    (direction) => {
      const call = recorded(direction);
      const leg = direction === 'incoming' ? 'customer' : 'ana';
      for (const to of ['paused', 'on'] as const) {
        call.ask(ana, record(to));
        call.run(1_000);
        expect(seenBy(call)).toMatchObject({ recording: to, pending: null });
      }
      expect(call.done).toEqual([
        { do: 'pause-recording', recording: 'RE-dial', leg, on: true },
        { do: 'pause-recording', recording: 'RE-dial', leg, on: false },
      ]);
    },
  );

  it.each(['incoming', 'outgoing'] as const)(
    'goes on in a second part, at the customers leg, once it is in the room (%s)',
    (direction) => {
      const call = recorded(direction);
      call.ask(ana, hold);
      call.run(5_000);
      expect(parts(call)).toEqual([{ do: 'record', leg: 'customer', part: 2 }]);
      expect(call.conversation.recording).toEqual({ state: 'on', part: 2, sid: 'RE2', leg: 'customer' });
      call.ask(ana, { what: 'hold', on: false });
      call.run(5_000);
      expect(parts(call)).toHaveLength(1);
    },
  );

  it('that is paused stays so in the room, and has no second part before it goes on', () => {
    const call = recorded();
    call.ask(ana, record('paused'));
    call.run(1_000);
    call.ask(ana, hold);
    call.run(5_000);
    expect(parts(call)).toEqual([]);
    expect(seenBy(call)).toMatchObject({ recording: 'paused', customer: 'held' });
    call.ask(ana, record('on'));
    call.run(2_000);
    expect(seenBy(call).recording).toBe('on');
    expect(parts(call)).toEqual([{ do: 'record', leg: 'customer', part: 2 }]);
  });

  it('is recorded on when a colleague takes it, without a third part', () => {
    const call = recorded();
    call.ask(ana, { what: 'transfer', how: 'blind', to: { who: 'agent', agentId: ben } });
    call.run(3_000);
    expect(parts(call)).toEqual([]);
    answers(call, ben);
    call.run(2_000);
    expect(parts(call)).toEqual([{ do: 'record', leg: 'customer', part: 2 }]);
    call.ask(ben, hold);
    call.run(5_000);
    expect(parts(call)).toHaveLength(1);
    expect(seenBy(call, ben).recording).toBe('on');
  });

  it('is not recorded any more once that was asked, in whatever room', () => {
    const call = recorded();
    call.ask(ana, record('off'));
    call.run(1_000);
    call.ask(ana, hold);
    call.run(5_000);
    expect(seenBy(call).recording).toBe('off');
    expect(parts(call)).toEqual([]);
  });
});

describe('a call that was announced to whoever was called', () => {
  const announced = () => {
    const call = new PaperCall('outgoing', ana, ALL_WELL, { records: true, announces: true });
    call.append({ kind: 'recorded', part: 1, what: 'announcing', sid: null, leg: 'customer' });
    return call;
  };

  it('is recorded once that is said, not before, and in the room without a second part', () => {
    const call = announced();
    call.run(1_000);
    expect(seenBy(call).recording).toBe('announcing');
    call.append({ ...started(1, 'RE-leg'), leg: 'her-leg' });
    call.ask(ana, hold);
    call.run(5_000);
    expect(parts(call)).toEqual([]);
    expect(call.conversation.recording).toEqual({ state: 'on', part: 1, sid: 'RE-leg', leg: 'her-leg' });
  });

  it('is paused at the leg that Twilio keeps it under', () => {
    const call = announced();
    call.append({ ...started(1, 'RE-leg'), leg: 'her-leg' });
    call.ask(ana, record('paused'));
    call.run(1_000);
    expect(call.done).toEqual([{ do: 'pause-recording', recording: 'RE-leg', leg: 'her-leg', on: true }]);
  });

  it('is never recorded once she has declined, whoever asks and wherever they talk', () => {
    const call = announced();
    call.append({ kind: 'recorded', part: 1, what: 'declined', sid: null });
    call.ask(ana, hold);
    call.run(5_000);
    call.ask(ana, record('on'));
    call.run(5_000);
    expect(parts(call)).toEqual([]);
    expect(seenBy(call)).toMatchObject({ recording: 'off', pending: null, failed: { what: 'record' } });
  });
});

describe('a call that is not recorded', () => {
  it('is announced to all in the room before a word of it is kept', () => {
    const call = new PaperCall(
      'incoming',
      ana,
      { ...ALL_WELL, webhook: (event) => [event.kind === 'room' && event.what === 'announced' ? 6_000 : 100] },
      { announces: true },
    );
    call.ask(ana, record('on'));
    call.run(4_000);
    expect(seenBy(call)).toMatchObject({ recording: 'announcing', pending: 'record' });
    expect(parts(call)).toEqual([]);
    call.run(5_000);
    expect(seenBy(call)).toMatchObject({ recording: 'on', pending: null });
    expect(call.done.map((command) => command.do)).toEqual(['move', 'announce', 'record']);
  });

  it('is recorded at once, where it is, when nothing needs announcing', () => {
    const call = new PaperCall('outgoing', ana);
    call.ask(ana, record('on'));
    call.run(1_000);
    expect(call.done).toEqual([{ do: 'record', leg: 'customer', part: 1 }]);
    expect(seenBy(call).recording).toBe('on');
  });

  it('goes on in the same part when it comes into the room, although the ledger now knows a first part', () => {
    const call = new PaperCall('incoming', ana);
    call.ask(ana, record('on'));
    call.run(1_000);
    call.facts.records = true;
    call.ask(ana, hold);
    call.run(5_000);
    expect(parts(call)).toEqual([{ do: 'record', leg: 'customer', part: 1 }]);
    expect(seenBy(call)).toMatchObject({ recording: 'on', customer: 'held' });
  });

  it('stays so, and says so, when Twilio refuses', () => {
    const call = new PaperCall('incoming', ana, { ...ALL_WELL, request: () => 'refused' });
    call.ask(ana, record('on'));
    call.run(5_000);
    expect(seenBy(call)).toMatchObject({ recording: 'off', pending: null, failed: { what: 'record' } });
  });
});
