import type { CrmUser } from '#test/zoho/data/users.ts';
import { languageOf } from './words.ts';

const localeOf = (user: CrmUser): string => (languageOf(user.language) === 'es' ? 'es-ES' : 'en-GB');

/** Moments, days and money as this user reads them. */
export function displayFor(user: CrmUser) {
  const locale = localeOf(user);
  const { timeZone } = user;
  const day = new Intl.DateTimeFormat(locale, { timeZone, day: '2-digit', month: '2-digit', year: 'numeric' });
  const time = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'medium', timeStyle: 'short' });
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 });
  const date = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'medium' });
  const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  return {
    day: (at: Date) => day.format(at),
    /** A day that belongs to no time zone, `2026-03-06`. */
    date: (text: string) => date.format(new Date(`${text}T00:00:00Z`)),
    moment: (at: Date) => time.format(at),
    /** "9,8 KB" */
    size: (bytes: number) =>
      bytes < 1_000_000 ? `${decimal.format(bytes / 1_000)} KB` : `${decimal.format(bytes / 1_000_000)} MB`,
    money: (amount: number) => money.format(amount),
  };
}
