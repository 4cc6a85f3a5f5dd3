import { expect, it } from 'vitest';
import { duration, secondsSince, soundLength } from '#extension/views/format/duration.ts';

it.each([
  [0, '0:00'],
  [7, '0:07'],
  [7.9, '0:07'],
  [59.999, '0:59'],
  [60, '1:00'],
  [252, '4:12'],
  [3599, '59:59'],
  [3600, '1:00:00'],
  [3852, '1:04:12'],
  [90_061, '25:01:01'],
])('writes %d seconds as %s', (seconds, written) => expect(duration(seconds)).toBe(written));

it.each([-3, Number.NaN, Number.POSITIVE_INFINITY])('writes %d, which no call lasts, as nothing', (seconds) =>
  expect(duration(seconds)).toBe('0:00'),
);

it.each([
  [0.6, 'en', '0.6 s'],
  [0.999, 'es', '0,9 s'],
  [0.02, 'en', '0.1 s'],
  [1, 'en', '0:01'],
  [75.5, 'es', '1:15'],
])('writes a sound of %d seconds in %s as %s', (seconds, language, written) =>
  expect(soundLength(seconds, language)).toBe(written),
);

it('counts from a moment to now, and never below zero on the screen when two clocks differ', () => {
  const now = new Date('2026-11-24T16:32:00Z');
  expect(secondsSince('2026-11-24T16:27:48Z', now)).toBe(252);
  expect(duration(secondsSince('2026-11-24T16:32:05Z', now))).toBe('0:00');
});
