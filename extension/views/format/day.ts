import type { Language, Messages } from '#extension/locales/language.ts';

/** A person's place in time: her words, her language, her zone. */
export interface Calendar {
  readonly t: Pick<Messages, 'time'>;
  readonly language: Language;
  /** IANA. An unknown one is read as the computer's own. */
  readonly timeZone: string;
}

/** British English writes day before month, as the rest of Sidetone does. */
const LOCALE: Record<Language, string> = { en: 'en-GB', es: 'es-ES' };

const DAY_MS = 86_400_000;

function formatter(calendar: Calendar, how: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = LOCALE[calendar.language];
  try {
    return new Intl.DateTimeFormat(locale, { ...how, timeZone: calendar.timeZone });
  } catch {
    return new Intl.DateTimeFormat(locale, how);
  }
}

/** `2026-11-24`: the calendar day at that moment, for comparing. */
const dayKey = (moment: Date, calendar: Calendar): string => {
  const parts = formatter(calendar, { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(moment);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
};

const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** Today, Yesterday, the weekday within a week, else the date (with its year when that is another one). */
export function dayHeading(moment: Date, now: Date, calendar: Calendar): string {
  const day = dayKey(moment, calendar);
  const today = dayKey(now, calendar);
  const ago = daysBetween(day, today);
  if (ago === 0) return calendar.t.time.today;
  if (ago === 1) return calendar.t.time.yesterday;
  if (ago > 1 && ago < 7) return capitalised(formatter(calendar, { weekday: 'long' }).format(moment));
  return dateOf(moment, now, calendar);
}

/** `12 Nov`, in another year `12 Nov 2025`. */
export function dateOf(moment: Date, now: Date, calendar: Calendar): string {
  const sameYear = dayKey(moment, calendar).slice(0, 4) === dayKey(now, calendar).slice(0, 4);
  return formatter(calendar, {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(moment);
}

/** `16:58`. */
export const timeOfDay = (moment: Date, calendar: Calendar): string =>
  formatter(calendar, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(moment);

const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** `Wed`. */
export const weekdayOf = (moment: Date, calendar: Calendar): string =>
  capitalised(formatter(calendar, { weekday: 'short' }).format(moment));
