import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { type CallEvent, callEventSchema, type TimedEvent } from '#server/calls/call-event.ts';
import { type AgentId, agentIdSchema, e164Schema } from '#shared/ids.ts';
import { traceOf } from './trace-lines.ts';

const agent = (n: number): AgentId => v.parse(agentIdSchema, `u_${String(n).padStart(20, '0')}`);
const [ana, ken, elena] = [agent(1), agent(2), agent(3)];
const names = new Map([
  [ana, 'Ana'],
  [ken, 'Ken'],
  [elena, 'Elena'],
]);
const at = (seconds: number) => new Date(Date.UTC(2026, 10, 23, 10) + seconds * 1_000);
const event = (seconds: number, told: CallEvent): TimedEvent => ({
  ...v.parse(callEventSchema, told),
  at: at(seconds),
});
const asked = (seconds: number, askId: string, ask: Extract<CallEvent, { kind: 'asked' }>['ask'], agentId = ana) =>
  event(seconds, { kind: 'asked', askId, agentId, ask });
const settled = (seconds: number, askId: string) => event(seconds, { kind: 'settled', askId });
const supervisorsLeg = (seconds: number, status: 'answered' | 'ended', askId: string) =>
  event(seconds, { kind: 'leg', leg: 'CA-elena', status, agentId: elena, askId, seconds: null });

/** The lines but for those of the beginning and the end; however the facts were heard of, they are the same. */
function lines(...events: TimedEvent[]) {
  const row = { direction: 'incoming', agent_id: ana } as const;
  const nameOf = (id: AgentId) => names.get(id) ?? '';
  const traced = (heard: TimedEvent[]) =>
    traceOf({ events: heard, row, flow: null, nameOf, voicemailSeconds: null, quality: [] }).map(
      ({ code, values, at }) => ({
        code,
        after: (Date.parse(at) - at0) / 1_000,
        ...values,
      }),
    );
  const shown = traced(events);
  expect(traced([...events].reverse())).toEqual(shown);
  return shown;
}
const at0 = at(0).getTime();

describe('what happens in a call', () => {
  it('is told of hold once it is confirmed, and not of what came to nothing', () => {
    const shown = lines(
      asked(1, 'hold-1', { what: 'hold', on: true }),
      settled(2, 'hold-1'),
      asked(10, 'hold-2', { what: 'hold', on: false }),
      settled(11, 'hold-2'),
      asked(20, 'hold-3', { what: 'hold', on: true }),
      event(40, { kind: 'gave-up', askId: 'hold-3', why: 'too-late' }),
    );
    expect(shown).toEqual([
      { code: 'held', after: 2, name: 'Ana' },
      { code: 'resumed', after: 11, name: 'Ana' },
    ]);
  });

  it('is told of a transfer: to whom and how, and who took it', () => {
    const to = { who: 'agent', agentId: ken } as const;
    const shown = lines(
      asked(1, 'give', { what: 'transfer', how: 'blind', to }),
      event(9, { kind: 'handed', askId: 'give', from: ana, agentId: ken }),
      settled(9, 'give'),
    );
    expect(shown).toEqual([
      { code: 'transfer', after: 1, name: 'Ana', to: 'Ken', how: 'blind' },
      { code: 'transfer-taken', after: 9, name: 'Ken' },
    ]);
  });

  it('is told why nobody took it', () => {
    const number = v.parse(e164Schema, '+34910601234');
    const shown = lines(
      asked(1, 'give', { what: 'transfer', how: 'consult', to: { who: 'number', number } }),
      event(21, { kind: 'gave-up', askId: 'give', why: 'no-answer' }),
    );
    expect(shown).toEqual([
      { code: 'transfer', after: 1, name: 'Ana', to: number, how: 'consult' },
      { code: 'transfer-failed', after: 21, to: number, why: 'no-answer' },
    ]);
  });

  it('is told of the recording by what became of it', () => {
    const shown = lines(
      asked(1, 'a', { what: 'record', to: 'on' }),
      settled(2, 'a'),
      asked(3, 'b', { what: 'record', to: 'paused' }),
      settled(4, 'b'),
      asked(5, 'c', { what: 'record', to: 'on' }),
      settled(6, 'c'),
      asked(7, 'd', { what: 'record', to: 'off' }),
      settled(8, 'd'),
    );
    expect(shown.map(({ code }) => code)).toEqual([
      'recording-started',
      'recording-paused',
      'recording-resumed',
      'recording-stopped',
    ]);
  });

  it('is told of a lost line once, and who was reached again', () => {
    const lost = { leg: 'CA-customer', after: 'dial', status: 'ended', askId: null, words: 'line-lost' } as const;
    const again = event(30, { kind: 'led', ...lost, step: 4, into: 'ring-back', agentId: ana });
    const reached = { kind: 'leg', leg: 'CA-ana-2', agentId: ana, led: 4, seconds: null } as const;
    expect(lines(again, event(35, { ...reached, status: 'answered' }))).toEqual([
      { code: 'line-lost', after: 30, name: 'Ana' },
      { code: 'rescued', after: 35, name: 'Ana' },
    ]);
    const group = event(52, { kind: 'led', ...lost, step: 5, into: 'flow', agentId: null });
    expect(lines(again, group)).toEqual([{ code: 'line-lost', after: 30, name: 'Ana' }]);
  });

  it('is told of who listened, how and how long; her own leg is no answer of the call', () => {
    const shown = lines(
      asked(1, 'in', { what: 'supervise', how: 'listen' }, elena),
      supervisorsLeg(3, 'answered', 'in'),
      settled(4, 'in'),
      asked(10, 'speak', { what: 'supervise', how: 'whisper' }, elena),
      settled(11, 'speak'),
      supervisorsLeg(31, 'ended', 'in'),
    );
    expect(shown).toEqual([
      { code: 'listened', after: 4, name: 'Elena', how: 'listen', seconds: 7 },
      { code: 'listened', after: 11, name: 'Elena', how: 'whisper', seconds: 20 },
    ]);
  });

  it('says nothing of a supervisor who was never reached', () => {
    const gaveUp = event(21, { kind: 'gave-up', askId: 'in', why: 'no-answer' });
    expect(lines(asked(1, 'in', { what: 'supervise', how: 'listen' }, elena), gaveUp)).toEqual([]);
  });
});
