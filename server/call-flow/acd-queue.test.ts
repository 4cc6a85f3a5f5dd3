import { describe, expect, it } from 'vitest';
import { ana, callerOf, flowOf, ken, spoken, withQueue, withVoicemail } from './caller.fixture.ts';

const flow = flowOf({
  queue: withQueue({ callers: 3 }),
  busy: spoken('All are talking.'),
  unavailable: spoken('Nobody is here.'),
});
const withBox = flowOf({ ...flow, voicemail: withVoicemail({ greeting: spoken('Speak after the tone.') }) });
const waiting = (within = flow) => {
  const caller = callerOf(within, { onACall: [ana] });
  caller.calls();
  return caller;
};

describe('a number with a queue', () => {
  it('[req 32] lets a caller wait when everybody is busy', () => {
    expect(waiting().step).toEqual({ do: 'queue', parts: [] });
  });

  it('[req 73] lets her wait when nobody has answered', () => {
    const caller = callerOf(flow, { reachable: [ana, ken] });
    caller.calls();
    expect(caller.nobodyAnswers()).toMatchObject({ do: 'queue' });
  });

  it('[req 31] lets nobody wait when nobody is online', () => {
    const caller = callerOf(flow);
    expect(caller.calls()).toMatchObject({ do: 'end', why: 'unavailable' });
    expect(caller.heard).toEqual(['Nobody is here.']);
  });

  it('[req 33][req 73] is full at its limit: the busy message, or voicemail', () => {
    const full = callerOf(flow, { onACall: [ana], waiting: 3 });
    expect(full.calls()).toMatchObject({ do: 'end', why: 'queue-full' });
    expect(full.heard).toEqual(['All are talking.']);
    const box = callerOf(withBox, { onACall: [ana], waiting: 3 });
    expect(box.calls()).toMatchObject({ do: 'voicemail' });
    expect(box.heard).toEqual(['All are talking.', 'Speak after the tone.']);
    expect(callerOf(flow, { onACall: [ana], waiting: 2 }).calls()).toMatchObject({ do: 'queue' });
  });

  it('says that the call is recorded before the wait', () => {
    const caller = callerOf(flowOf({ ...flow, record: true }), { onACall: [ana] });
    caller.calls();
    expect(caller.heard).toEqual(['This call is recorded.']);
    caller.happens({ what: 'offered', agentId: ana });
    expect(caller.heard).toEqual([]);
  });
});

describe('a caller who waits', () => {
  it('is put through to the agent who is free, and waits on when she does not answer', () => {
    const caller = waiting();
    expect(caller.happens({ what: 'offered', agentId: ana })).toMatchObject({ do: 'ring', agentIds: [ana] });
    expect(caller.nobodyAnswers()).toMatchObject({ do: 'queue' });
    expect(caller.happens({ what: 'offered', agentId: ana })).toMatchObject({ do: 'ring', agentIds: [ana] });
    expect(caller.position?.at).toMatchObject({ place: 'queue', rung: [ana] });
  });

  it.each([
    ['nobody-online', 'unavailable', 'Nobody is here.'],
    ['closed', 'closed', 'Nobody is here.'],
    ['too-long', 'waited-too-long', 'All are talking.'],
    ['full', 'queue-full', 'All are talking.'],
    [
      'failed',
      'apology',
      'We are sorry. A technical problem keeps us from taking your call. Please call again in a few minutes.',
    ],
  ] as const)('leaves it with the words for %s', (why, ending, words) => {
    const caller = waiting();
    expect(caller.happens({ what: 'left-queue', why })).toMatchObject({ do: 'end', why: ending });
    expect(caller.heard).toEqual([words]);
    const box = waiting(withBox);
    expect(box.happens({ what: 'left-queue', why })).toMatchObject({ do: 'voicemail' });
    expect(box.heard).toEqual([
      ending === 'apology' ? 'We are sorry that nobody could take your call.' : words,
      'Speak after the tone.',
    ]);
  });

  it('leaves a message by her key, without a word of being busy', () => {
    const caller = waiting(withBox);
    expect(caller.happens({ what: 'left-queue', why: 'voicemail-key' })).toMatchObject({ do: 'voicemail' });
    expect(caller.heard).toEqual(['Speak after the tone.']);
    expect(waiting().happens({ what: 'left-queue', why: 'voicemail-key' })).toMatchObject({ do: 'queue' });
  });

  it('is called back by her key, unless her number is withheld', () => {
    const caller = waiting();
    expect(caller.happens({ what: 'left-queue', why: 'call-back-key' })).toMatchObject({ do: 'end', why: 'call-back' });
    expect(caller.heard).toEqual(['We have noted your number and will call you back. Goodbye.']);
    const hidden = callerOf(flow, { onACall: [ana], from: null });
    hidden.calls();
    expect(hidden.happens({ what: 'left-queue', why: 'call-back-key' })).toMatchObject({ do: 'queue' });
  });

  it('meets the same end when something comes late', () => {
    const caller = waiting();
    caller.happens({ what: 'left-queue', why: 'too-long' });
    expect(caller.happens({ what: 'offered', agentId: ana })).toEqual({ do: 'end', parts: [], why: 'waited-too-long' });
    expect(caller.presses('1')).toEqual({ do: 'end', parts: [], why: 'waited-too-long' });
  });
});
