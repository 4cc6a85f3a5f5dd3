import { type Calendar, dateOf, timeOfDay, weekdayOf } from '#extension/views/format/day.ts';

/** `Wed 25 Nov, 09:00`. */
export const followUpMoment = (moment: Date, now: Date, calendar: Calendar): string =>
  `${weekdayOf(moment, calendar)} ${dateOf(moment, now, calendar)}, ${timeOfDay(moment, calendar)}`;
