import { expect, it } from 'vitest';
import { dayIn, withOffset } from './zoned-time.ts';

it.each([
  ['2026-03-02T09:00:00.999Z', 'Europe/Madrid', '2026-03-02T10:00:00+01:00'],
  ['2026-07-02T09:00:00Z', 'Europe/Madrid', '2026-07-02T11:00:00+02:00'],
  ['2026-03-02T23:30:00Z', 'Atlantic/Canary', '2026-03-02T23:30:00+00:00'],
  ['2026-03-02T02:00:00Z', 'America/Mexico_City', '2026-03-01T20:00:00-06:00'],
  ['2026-03-02T20:00:00Z', 'Asia/Kolkata', '2026-03-03T01:30:00+05:30'],
  ['2026-03-02T23:00:00Z', 'Europe/Madrid', '2026-03-03T00:00:00+01:00'],
  ['2026-03-02T09:00:00Z', 'Nowhere/Land', '2026-03-02T09:00:00+00:00'],
])('writes %s in %s as %s', (moment, zone, written) => {
  expect(withOffset(new Date(moment), zone)).toBe(written);
  expect(dayIn(new Date(moment), zone)).toBe(written.slice(0, 10));
});

it('tells the two hours apart that a clock shows twice in autumn', () => {
  expect(withOffset(new Date('2026-10-25T00:30:00Z'), 'Europe/Madrid')).toBe('2026-10-25T02:30:00+02:00');
  expect(withOffset(new Date('2026-10-25T01:30:00Z'), 'Europe/Madrid')).toBe('2026-10-25T02:30:00+01:00');
});
