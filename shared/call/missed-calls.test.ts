import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { RecentCall } from '#shared/api/line-api.ts';
import { callIdSchema, e164Schema } from '#shared/ids.ts';
import { missedCount, toCallBack } from './missed-calls.ts';

const NOW = new Date('2026-03-02T12:00:00Z');
const laura = v.parse(e164Schema, '+34612345678');
const other = v.parse(e164Schema, '+34699000111');

const missed = (at: string, more: Partial<RecentCall> = {}): RecentCall => ({
  ...{ id: v.parse(callIdSchema, `c_${'a'.repeat(22)}`), direction: 'incoming', disposition: 'missed', number: laura },
  ...{
    name: null,
    record: null,
    recordUrl: null,
    startedAt: `2026-03-02T${at}:00Z`,
    talkedSeconds: 0,
    handledBy: null,
  },
  ...more,
});

it.each([
  ['one caller who tried three times', [missed('09:00'), missed('09:01'), missed('09:05')], 1],
  ['two callers', [missed('09:00'), missed('09:01', { number: other })], 2],
  ['two callers who withheld their numbers', [missed('09:00', { number: null }), missed('09:01', { number: null })], 2],
  ['one whom a colleague has called back', [missed('09:00', { handledBy: 'Ken' })], 0],
  [
    'one whom the agent has called back',
    [missed('10:00', { direction: 'outgoing', disposition: 'no-answer' }), missed('09:00')],
    0,
  ],
  [
    'one who called again and was answered',
    [missed('10:00', { disposition: 'answered', talkedSeconds: 9 }), missed('09:00')],
    0,
  ],
  [
    'one who called again after a talk',
    [missed('10:00'), missed('09:00', { disposition: 'answered', talkedSeconds: 9 })],
    1,
  ],
  ['one who was cut off', [missed('09:00', { direction: 'outgoing', disposition: 'answered', cutOff: true })], 1],
  [
    'one who was cut off and called back',
    [
      missed('10:00', { direction: 'outgoing', disposition: 'no-answer' }),
      missed('09:00', { direction: 'outgoing', disposition: 'answered', talkedSeconds: 60, cutOff: true }),
    ],
    0,
  ],
  ['one of the day before yesterday', [missed('09:00', { startedAt: '2026-02-28T12:00:00Z' })], 0],
])('counts %s', (_, calls, count) => {
  expect(missedCount(calls, NOW)).toBe(count);
});

describe('the list to work through', () => {
  const list = (...calls: RecentCall[]) =>
    toCallBack(calls, NOW).map(({ call, times }) => [call.number, call.startedAt.slice(11, 16), times]);

  it('begins with whoever has waited longest, and has each caller once with her last try', () => {
    const tries = [missed('11:00', { number: other }), missed('10:30'), missed('10:00', { number: other })];
    expect(list(...tries)).toEqual([
      [other, '11:00', 2],
      [laura, '10:30', 1],
    ]);
  });

  it('has none that somebody has taken care of', () => {
    expect(list(missed('09:00', { handledBy: 'Ken' }), missed('09:30', { number: other }))).toEqual([
      [other, '09:30', 1],
    ]);
  });

  it('ends with every withheld number: nobody can call it, nor knows whether they are one', () => {
    const a = missed('09:00', { number: null, id: v.parse(callIdSchema, `c_${'b'.repeat(22)}`) });
    expect(list(a, missed('09:30', { number: null }), missed('10:00'))).toEqual([
      [laura, '10:00', 1],
      [null, '09:00', 1],
      [null, '09:30', 1],
    ]);
  });
});
