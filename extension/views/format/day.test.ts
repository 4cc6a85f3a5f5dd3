import { describe, expect, it } from 'vitest';
import { messagesIn } from '#extension/locales/language.ts';
import { type Calendar, dateOf, dayHeading, timeOfDay } from '#extension/views/format/day.ts';

const madrid: Calendar = { t: messagesIn('en'), language: 'en', timeZone: 'Europe/Madrid' };
const enMadrid: Calendar = { t: messagesIn('es'), language: 'es', timeZone: 'Europe/Madrid' };
const now = new Date('2026-11-24T16:32:00Z');
const at = (iso: string) => new Date(iso);

describe('day headings', () => {
  it.each([
    ['2026-11-24T16:31:00Z', 'Today', 'Hoy'],
    ['2026-11-23T23:00:00Z', 'Today', 'Hoy'], // midnight in Madrid
    ['2026-11-23T22:59:59Z', 'Yesterday', 'Ayer'],
    ['2026-11-22T12:00:00Z', 'Sunday', 'Domingo'],
    ['2026-11-18T12:00:00Z', 'Wednesday', 'Miércoles'],
    ['2026-11-17T12:00:00Z', '17 Nov', '17 nov'],
    ['2025-12-24T12:00:00Z', '24 Dec 2025', '24 dic 2025'],
  ])('%s is %s', (moment, english, spanish) => {
    expect(dayHeading(at(moment), now, madrid)).toBe(english);
    expect(dayHeading(at(moment), now, enMadrid)).toBe(spanish);
  });

  it('follow the days of the agent, not of the computer or of UTC', () => {
    const tokyo = { ...madrid, timeZone: 'Asia/Tokyo' };
    expect(dayHeading(at('2026-11-24T14:59:00Z'), now, tokyo)).toBe('Yesterday');
    expect(dayHeading(at('2026-11-24T15:00:00Z'), now, tokyo)).toBe('Today');
  });

  it('count days over the change of the clocks, when a day has 23 or 25 hours', () => {
    expect(dayHeading(at('2026-10-24T22:30:00Z'), at('2026-10-26T12:00:00Z'), madrid)).toBe('Yesterday');
    expect(dayHeading(at('2026-03-28T23:30:00Z'), at('2026-03-30T12:00:00Z'), madrid)).toBe('Yesterday');
  });

  it('give the date to a call of the future, which only a wrong clock can make', () => {
    expect(dayHeading(at('2026-11-26T12:00:00Z'), now, madrid)).toBe('26 Nov');
  });
});

it('tells the time of day with 24 hours, midnight as 00', () => {
  expect(timeOfDay(at('2026-11-24T15:58:00Z'), madrid)).toBe('16:58');
  expect(timeOfDay(at('2026-11-23T23:05:00Z'), madrid)).toBe('00:05');
});

it('reads a zone that does not exist as the computer’s own instead of failing', () => {
  expect(timeOfDay(now, { ...madrid, timeZone: 'Mars/Olympus' })).toMatch(/^\d\d:\d\d$/);
});

it('names the year only when it is another one', () => {
  expect(dateOf(at('2026-01-01T12:00:00Z'), now, madrid)).toBe('1 Jan');
  expect(dateOf(at('2025-12-31T22:00:00Z'), now, madrid)).toBe('31 Dec 2025');
});
