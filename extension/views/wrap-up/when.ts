/** Days and times of follow-ups, in the agent's own time zone, whatever the computer's is. */

/** A calendar's moment: `2026-11-25T09:00`, as an `<input type="datetime-local">` holds it. */
export type WallTime = string;

export type QuickDate = 'tomorrow' | 'in-three-days' | 'next-week';
export const QUICK_DATES = ['tomorrow', 'in-three-days', 'next-week'] as const satisfies readonly QuickDate[];

const DAY_MS = 86_400_000;
const MORNING = '09:00';

/** At nine in the morning: tomorrow, in three days, or on Monday of next week. */
export function quickDate(which: QuickDate, now: Date, timeZone: string): Date {
  const today = Date.parse(`${wallTime(now, timeZone).slice(0, 10)}T00:00Z`);
  const weekday = new Date(today).getUTCDay();
  const days = which === 'tomorrow' ? 1 : which === 'in-three-days' ? 3 : (8 - weekday) % 7 || 7;
  const day = new Date(today + days * DAY_MS).toISOString().slice(0, 10);
  return momentOf(`${day}T${MORNING}`, timeZone) ?? now;
}

/** What a clock on the wall shows there. */
export function wallTime(moment: Date, timeZone: string): WallTime {
  const parts = clockOf(timeZone).formatToParts(moment);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/**
 * The moment at which a clock on the wall shows this; null: it is no time. An hour that the clocks skip in spring is the one after it; of
 * one that comes twice in autumn, the first.
 */
export function momentOf(wall: WallTime, timeZone: string): Date | null {
  const asUtc = Date.parse(`${wall.slice(0, 16)}Z`);
  if (Number.isNaN(asUtc)) return null;
  const before = asUtc - offsetMs(new Date(asUtc - DAY_MS), timeZone);
  const after = asUtc - offsetMs(new Date(asUtc + DAY_MS), timeZone);
  const right = [before, after].filter((ms) => wallTime(new Date(ms), timeZone) === wall.slice(0, 16));
  return new Date(right.length === 0 ? before : Math.min(...right));
}

/** How far that zone is ahead of UTC at this moment, ms. */
function offsetMs(moment: Date, timeZone: string): number {
  const whole = Math.floor(moment.getTime() / 60_000) * 60_000;
  return Date.parse(`${wallTime(moment, timeZone)}Z`) - whole;
}

/** `Madrid` of `Europe/Madrid`. */
export const cityOf = (timeZone: string): string => timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone;

const clocks = new Map<string, Intl.DateTimeFormat>();

/** An unknown zone is read as the computer's own. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const how: Intl.DateTimeFormatOptions = {
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  };
  let clock: Intl.DateTimeFormat;
  try {
    clock = new Intl.DateTimeFormat('en-GB', { ...how, timeZone });
  } catch {
    clock = new Intl.DateTimeFormat('en-GB', how);
  }
  clocks.set(timeZone, clock);
  return clock;
}
