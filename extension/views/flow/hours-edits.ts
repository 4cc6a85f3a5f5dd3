import type { Hours } from '#shared/call-flow/call-flow.schema.ts';
import { MOST_OPENINGS } from '#shared/call-flow/limits.ts';

export type Opening = Hours['week'][number];

/** Monday to Sunday. */
export const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
export const WORKDAYS = [1, 2, 3, 4, 5] as const;

/** What stands ready when opening hours are switched on for the first time. */
export const usualWeek = (): Opening[] => WORKDAYS.map((day) => ({ day, from: '09:00', until: '18:00' }));

/** Switched on or off; the first time with the usual week. */
export const switchHours = (hours: Hours, on: boolean): Hours => ({
  ...hours,
  on,
  week: on && hours.week.length === 0 ? usualWeek() : hours.week,
});

export const openingsOn = (week: readonly Opening[], day: number): readonly Opening[] =>
  week.filter((opening) => opening.day === day);

/** One more opening of a day: the first is the usual one, a later one begins an hour after the last has ended. */
export function addOpening(week: readonly Opening[], day: number): Opening[] {
  if (week.length >= MOST_OPENINGS) return [...week];
  const last = openingsOn(week, day).at(-1);
  if (last === undefined) return inOrder([...week, { day, from: '09:00', until: '18:00' }]);
  const from = Math.min(minutesOf(last.until) + 60, 23 * 60);
  return inOrder([...week, { day, from: clockTime(from), until: clockTime(Math.min(from + 240, 24 * 60)) }]);
}

/** The opening of that day at that place in it, changed; null takes it out. Stays where it is while its times are typed. */
export function changeOpening(
  week: readonly Opening[],
  day: number,
  at: number,
  change: Partial<Pick<Opening, 'from' | 'until'>> | null,
): Opening[] {
  const target = openingsOn(week, day)[at];
  return week.flatMap((opening) =>
    opening !== target ? [opening] : change === null ? [] : [{ ...opening, ...change }],
  );
}

/** The openings of one day on all working days, in place of theirs. */
export function copyToWorkdays(week: readonly Opening[], day: number): Opening[] {
  const model = openingsOn(week, day);
  const others = week.filter((opening) => !WORKDAYS.some((workday) => workday === opening.day));
  return inOrder([
    ...others.filter((opening) => opening.day !== day || day > 5),
    ...WORKDAYS.flatMap((workday) => model.map((opening) => ({ ...opening, day: workday }))),
  ]);
}

/** A browser's field for times knows no 24:00: midnight as an end is the day's end. */
export const untilField = (until: string): string => (until === '24:00' ? '00:00' : until);
export const untilFromField = (text: string): string => (text === '00:00' ? '24:00' : text);

export const isBackwards = ({ from, until }: Pick<Opening, 'from' | 'until'>): boolean => until <= from;

const inOrder = (week: readonly Opening[]): Opening[] =>
  week.toSorted((a, b) => a.day - b.day || (a.from < b.from ? -1 : 1));

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const clockTime = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
