import type { Hours } from '#shared/call-flow/call-flow.schema.ts';

/** A moment as a clock on the wall tells it. */
interface WallTime {
  /** `YYYY-MM-DD`. */
  date: string;
  /** Monday is 1, Sunday 7. */
  day: number;
  /** Since midnight by the clock. */
  minutes: number;
}

/**
 * Whether callers are taken now. The clock of the number's own zone decides: in the night in which it is put forward, what would open
 * in the hour that is left out opens with the first minute after it; the hour that comes twice counts twice. An opening includes its
 * first minute and ends before its last; one that ends before it begins is never open.
 */
export function isOpen(hours: Hours, timeZone: string, now: Date): boolean {
  if (!hours.on) return true;
  const { date, day, minutes } = wallTime(now, timeZone);
  if (hours.holidays.some((holiday) => holiday.date === date)) return false;
  return hours.week.some(
    (opening) => opening.day === day && minutesOf(opening.from) <= minutes && minutes < minutesOf(opening.until),
  );
}

/** `HH:MM`, 24:00 included, in minutes since midnight. */
export const minutesOf = (clockTime: string): number => Number(clockTime.slice(0, 2)) * 60 + Number(clockTime.slice(3));

function wallTime(now: Date, timeZone: string): WallTime {
  const parts = Object.fromEntries(
    clockOf(timeZone)
      .formatToParts(now)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = parts;
  const date = new Date(Date.UTC(year, month - 1, day));
  return { date: date.toISOString().slice(0, 10), day: date.getUTCDay() || 7, minutes: hour * 60 + minute };
}

/** Making one takes far longer than asking it, and every call does. As many as there are zones in use. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  clocks.set(timeZone, clock);
  return clock;
}
