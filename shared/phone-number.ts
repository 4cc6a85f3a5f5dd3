import { type CountryCode, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';
import { isEmergencyNumber } from './emergency-numbers.ts';
import type { E164 } from './ids.ts';
import { cleanTypedNumber } from './typed-number.ts';
import { isWithheldNumber } from './withheld-number.ts';

/** A phone number as read from what a person typed, clicked or stored. */
export interface ReadNumber {
  number: E164;
  /** ISO 3166; null for numbers of no country (`+800`, satellites). A fictitious number of a shared code counts for its main country. */
  country: string | null;
  /** Digits to press once connected. */
  extension: string | null;
}

export type WhyNoNumber = 'emergency-number' | 'withheld-number' | 'short-number' | 'not-a-number';

/** National numbers of up to this many digits are short codes (1004, 118118), unless the country's plan knows them as subscribers. */
const LONGEST_SHORT_NUMBER = 6;

/**
 * Reads a number the way people write it: national or international, any digits of Unicode, `tel:` links, `(0)`, extensions.
 * `country` (ISO 3166) is the one that national writings are read in; an unknown one leaves only international writings.
 * Accepts what is *possible* by the country's lengths, not only what is assigned: numbering plans grow faster than metadata, and the
 * ranges kept for fiction (+44 7700 900123) are used in every demonstration. Emergency numbers are refused before anything is parsed.
 */
export function readNumber(
  text: string,
  country: string,
): ({ ok: true } & ReadNumber) | { ok: false; why: WhyNoNumber } {
  if (!/[\p{L}\p{N}]/u.test(text)) return { ok: false, why: 'not-a-number' };
  if (isEmergencyNumber(text, country)) return { ok: false, why: 'emergency-number' };
  if (isWithheldNumber(text)) return { ok: false, why: 'withheld-number' };
  const typed = cleanTypedNumber(text);
  if (!typed) return { ok: false, why: 'not-a-number' };

  const home = supported(country);
  const parsed = firstPossible(writingsOf(typed), home);
  const digits = typed.replace(/\D/g, '');
  const international = typed.startsWith('+') || digits.startsWith('00');
  if (!international && digits.length <= LONGEST_SHORT_NUMBER && !parsed?.isValid())
    return { ok: false, why: 'short-number' };
  if (!parsed || !isE164(parsed.number)) return { ok: false, why: 'not-a-number' };
  return { ok: true, number: parsed.number, country: countryOf(parsed, home), extension: parsed.ext ?? null };
}

/** For reading on a screen: `+34 612 34 56 78` or `612 34 56 78`. */
export function formatNumber(number: E164, style: 'international' | 'national'): string {
  const parsed = parsePhoneNumberFromString(number, metadata);
  if (!parsed) return number;
  return style === 'national' ? parsed.formatNational() : parsed.formatInternational();
}

/** ISO 3166 country of a number; null where it belongs to none. */
export function countryOfNumber(number: E164): string | null {
  const parsed = parsePhoneNumberFromString(number, metadata);
  return parsed ? countryOf(parsed, undefined) : null;
}

export const isE164 = (text: string): text is E164 => /^\+[1-9]\d{6,14}$/.test(text);

/** The same number as it may have been meant: as written, with `00` for `+`, with the trunk zero in brackets left out. */
function* writingsOf(typed: string): Generator<string> {
  yield typed;
  if (/^00\s*[1-9]/.test(typed)) yield `+${typed.slice(2).trimStart()}`;
  if (typed.includes('(0)')) yield typed.replace('(0)', ' ');
}

function firstPossible(writings: Iterable<string>, country: CountryCode | undefined): PhoneNumber | undefined {
  let possible: PhoneNumber | undefined;
  for (const writing of writings) {
    const parsed = parsePhoneNumberFromString(
      writing,
      { ...(country && { defaultCountry: country }), extract: false },
      metadata,
    );
    if (parsed?.isValid()) return parsed;
    if (parsed?.isPossible()) possible ??= parsed;
  }
  return possible;
}

function countryOf(parsed: PhoneNumber, home: CountryCode | undefined): string | null {
  if (parsed.country) return parsed.country;
  const sharing = metadata.country_calling_codes[parsed.countryCallingCode] ?? [];
  // '001' is the library's name for codes of no country.
  return (home && sharing.includes(home) ? home : sharing.find((code) => /^[A-Z]{2}$/.test(code))) ?? null;
}

function supported(country: string): CountryCode | undefined {
  return isCountry(country) ? country : undefined;
}

function isCountry(text: string): text is CountryCode {
  return Object.hasOwn(metadata.countries, text);
}
