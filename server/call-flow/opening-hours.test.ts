import { describe, expect, it } from 'vitest';
import type { Hours } from '#shared/call-flow/call-flow.schema.ts';
import { flowOf } from './caller.fixture.ts';
import { isOpen } from './opening-hours.ts';

const hoursOf = (week: [day: number, from: string, until: string][], holidays: string[] = []): Hours => ({
  ...flowOf().hours,
  on: true,
  week: week.map(([day, from, until]) => ({ day, from, until })),
  holidays: holidays.map((date) => ({ date, name: 'Holiday' })),
});
const at = (hours: Hours, moment: string, zone = 'Europe/Madrid') => isOpen(hours, zone, new Date(moment));

describe('opening hours', () => {
  const office = hoursOf(
    [1, 2, 3, 4, 5]
      .flatMap((day) => [[day, '09:00', '14:00'] as const, [day, '16:00', '19:00'] as const])
      .map((row) => [...row]),
  );

  it('open with their first minute and close with their last', () => {
    // A Monday; Madrid is an hour ahead of UTC in winter.
    expect(at(office, '2026-11-23T07:59:59Z')).toBe(false);
    expect(at(office, '2026-11-23T08:00:00Z')).toBe(true);
    expect(at(office, '2026-11-23T12:59:59Z')).toBe(true);
    expect(at(office, '2026-11-23T13:00:00Z')).toBe(false);
    expect(at(office, '2026-11-23T15:00:00Z')).toBe(true);
    expect(at(office, '2026-11-22T10:00:00Z')).toBe(false);
  });

  it('go by the clock of the number’s place, before and after daylight saving begins', () => {
    expect(at(office, '2026-03-27T08:00:00Z')).toBe(true); // Friday, 09:00 in winter time
    expect(at(office, '2026-03-27T07:00:00Z')).toBe(false);
    expect(at(office, '2026-03-30T07:00:00Z')).toBe(true); // Monday, 09:00 in summer time
    expect(at(office, '2026-03-30T06:59:00Z')).toBe(false);
  });

  it('go by it when daylight saving ends', () => {
    expect(at(office, '2026-10-23T07:00:00Z')).toBe(true); // Friday, summer time
    expect(at(office, '2026-10-26T07:00:00Z')).toBe(false); // Monday, 08:00 in winter time
    expect(at(office, '2026-10-26T08:00:00Z')).toBe(true);
  });

  it('begin with the first minute there is when theirs is left out of the night', () => {
    const night = hoursOf([[7, '02:30', '05:00']]);
    expect(at(night, '2026-03-29T00:59:59Z')).toBe(false); // 01:59:59
    expect(at(night, '2026-03-29T01:00:00Z')).toBe(true); // 03:00
  });

  it('are open twice in the hour that comes twice', () => {
    const night = hoursOf([[7, '02:00', '02:30']]);
    expect(at(night, '2026-10-25T00:15:00Z')).toBe(true);
    expect(at(night, '2026-10-25T00:45:00Z')).toBe(false);
    expect(at(night, '2026-10-25T01:15:00Z')).toBe(true);
  });

  it('reach to midnight, and into the next day only where that is set', () => {
    const late = hoursOf([
      [1, '20:00', '24:00'],
      [2, '00:00', '02:00'],
    ]);
    expect(at(late, '2026-11-23T22:59:59Z')).toBe(true);
    expect(at(late, '2026-11-23T23:00:00Z')).toBe(true);
    expect(at(late, '2026-11-24T01:00:00Z')).toBe(false);
    expect(at(hoursOf([[1, '00:00', '24:00']]), '2026-11-23T23:00:00Z')).toBe(false);
  });

  it('may overlap or touch', () => {
    const week = hoursOf([
      [1, '09:00', '12:00'],
      [1, '11:00', '13:00'],
      [1, '13:00', '14:00'],
    ]);
    for (const hour of ['08:30', '10:30', '12:00', '12:59']) expect(at(week, `2026-11-23T${hour}:00Z`)).toBe(true);
  });

  it('never open where they close before they open', () => {
    expect(at(hoursOf([[1, '18:00', '09:00']]), '2026-11-23T20:00:00Z')).toBe(false);
    expect(at(hoursOf([[1, '09:00', '09:00']]), '2026-11-23T08:00:00Z')).toBe(false);
  });

  it('close all day on a holiday, by the date of the number’s place', () => {
    const always = hoursOf(
      [1, 2, 3, 4, 5, 6, 7].map((day) => [day, '00:00', '24:00']),
      ['2026-12-25'],
    );
    expect(at(always, '2026-12-24T22:59:59Z')).toBe(true);
    expect(at(always, '2026-12-24T23:00:00Z')).toBe(false);
    expect(at(always, '2026-12-25T22:59:59Z')).toBe(false);
    expect(at(always, '2026-12-25T23:00:00Z')).toBe(true);
    expect(at(always, '2026-12-25T23:00:00Z', 'America/Mexico_City')).toBe(false);
  });

  it('count the days of the week where the date is another than in UTC', () => {
    const monday = hoursOf([[1, '00:00', '24:00']]);
    expect(at(monday, '2026-11-22T12:00:00Z', 'Pacific/Auckland')).toBe(true);
    expect(at(monday, '2026-11-24T05:00:00Z', 'America/Los_Angeles')).toBe(true);
  });

  it('do not matter while they are off', () => {
    expect(at({ ...hoursOf([]), on: false }, '2026-11-22T10:00:00Z')).toBe(true);
    expect(at(hoursOf([]), '2026-11-23T10:00:00Z')).toBe(false);
  });
});
