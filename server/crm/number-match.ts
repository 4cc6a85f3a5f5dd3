import type { E164 } from '#shared/ids.ts';
import { countryOfNumber, readNumber } from '#shared/phone-number.ts';

/** What stands between two numbers in one field, and words beside one. */
const BETWEEN = /[;,/|&]|\p{L}+/u;
/** Mexico's mobiles lost the 1 after +52 in 2019 (Twilio, "Mexico: SMS Guidelines"); address books kept it. */
const MEXICAN_MOBILE = /^\D*(?:00)?52\D*1(?=(?:\D*\d){10}\D*$)/;

/**
 * Whether a CRM field holds this number, whatever its spelling, be it beside words or another number. A national writing is read in the
 * team's country first; where that makes no number of it, in the caller's own country (a French contact kept as `06 12 34 56 78` by a
 * Spanish team).
 */
export function carriesNumber(field: unknown, number: E164, home: string | null): boolean {
  if (typeof field !== 'string' || field.length > 80) return false;
  const wanted = today(number);
  const text = today(field);
  const country = home ?? '';
  const whole = readNumber(text, country);
  const abroad = whole.ok ? whole : readNumber(text, countryOfNumber(number) ?? '');
  const read = abroad.ok ? [abroad] : text.split(BETWEEN).map((part) => readNumber(part, country));
  return read.some((found) => found.ok && found.number === wanted);
}

const today = (text: string): string => text.replace(MEXICAN_MOBILE, '+52');
