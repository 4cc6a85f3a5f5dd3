import { describe, expect, it } from 'vitest';
import { cityOf, momentOf, quickDate, wallTime } from './when.ts';

const at = (which: Parameters<typeof quickDate>[0], now: string, zone: string) =>
  quickDate(which, new Date(now), zone).toISOString();

describe('a quick date', () => {
  it.each([
    ['tomorrow', '2026-11-24T16:32:00Z', 'Europe/Madrid', '2026-11-25T08:00:00.000Z'],
    ['in-three-days', '2026-11-24T16:32:00Z', 'Europe/Madrid', '2026-11-27T08:00:00.000Z'],
    ['next-week', '2026-11-24T16:32:00Z', 'Europe/Madrid', '2026-11-30T08:00:00.000Z'],
    ['next-week', '2026-11-22T10:00:00Z', 'Europe/Madrid', '2026-11-23T08:00:00.000Z'],
    ['next-week', '2026-11-23T10:00:00Z', 'Europe/Madrid', '2026-11-30T08:00:00.000Z'],
    // Her day, not the computer's: past midnight in Tokyo, still the day before in Los Angeles.
    ['tomorrow', '2026-11-24T16:32:00Z', 'Asia/Tokyo', '2026-11-26T00:00:00.000Z'],
    ['tomorrow', '2026-11-25T03:00:00Z', 'America/Los_Angeles', '2026-11-25T17:00:00.000Z'],
    // The night in which the clocks change, and the turn of the year.
    ['tomorrow', '2027-03-27T12:00:00Z', 'Europe/Madrid', '2027-03-28T07:00:00.000Z'],
    ['tomorrow', '2026-12-31T12:00:00Z', 'Asia/Kolkata', '2027-01-01T03:30:00.000Z'],
  ] as const)('%s from %s in %s is %s', (which, now, zone, moment) => expect(at(which, now, zone)).toBe(moment));
});

describe('a time of day', () => {
  it('that the clocks skip is the hour after it', () => {
    expect(momentOf('2027-03-28T02:30', 'Europe/Madrid')?.toISOString()).toBe('2027-03-28T01:30:00.000Z');
  });
  it('that comes twice is the first of both', () => {
    expect(momentOf('2026-10-25T02:30', 'Europe/Madrid')?.toISOString()).toBe('2026-10-25T00:30:00.000Z');
  });
  it('is read and written the same everywhere', () => {
    for (const zone of ['Europe/Madrid', 'America/St_Johns', 'Pacific/Apia', 'Asia/Kathmandu', 'UTC'])
      for (const wall of ['2026-06-01T00:00', '2026-12-31T23:59', '2027-02-28T12:34'])
        expect(wallTime(momentOf(wall, zone) ?? new Date(0), zone)).toBe(wall);
  });
  it.each(['', 'tomorrow', '2026-13-01T09:00', '2026-11-25'])('%j is none', (text) => {
    if (text === '2026-11-25') expect(momentOf(text, 'UTC')?.toISOString()).toBe('2026-11-25T00:00:00.000Z');
    else expect(momentOf(text, 'UTC')).toBeNull();
  });
  it('in a zone that nobody knows is the computer’s own', () => {
    expect(momentOf('2026-11-25T09:00', 'Mars/Olympus')).toBeInstanceOf(Date);
  });
});

it('names the city of a zone', () => {
  expect(cityOf('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
});
