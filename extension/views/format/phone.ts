import { AsYouType, getCountries, getCountryCallingCode } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';
import type { Language } from '#extension/locales/language.ts';
import type { E164 } from '#shared/ids.ts';
import { formatNumber } from '#shared/phone-number.ts';
import { cleanTypedNumber, toAsciiDigits } from '#shared/typed-number.ts';

const NO_BREAK_SPACE = '\u00a0';

/** `+34 612 34 56 78`, never split over two lines. */
export const shownNumber = (number: E164): string =>
  formatNumber(number, 'international').replaceAll(' ', NO_BREAK_SPACE);

/**
 * What the dial field holds after a change: the digits grouped as its country writes them. Pasted punctuation, labels and links go:
 * `Tel.: (612) 345-678` becomes `612 34 56 78`, the `(0)` of an
 * international writing goes, and what follows a comma is an extension. Text that is no number (a name to look for) stays as it is.
 */
export function groupedAsTyped(text: string, country: string): string {
  const ascii = toAsciiDigits(text).replace(/(\+[\d\s]*)\(0\)/, '$1');
  if (!/[\p{L},;]/u.test(ascii)) return grouped(ascii, country);
  const pasted = cleanTypedNumber(withoutLabel(ascii));
  if (pasted === undefined) return text;
  const [number = '', extension] = pasted.split(' ext. ');
  return extension === undefined ? grouped(number, country) : `${grouped(number, country)} ext. ${extension}`;
}

/** Tones (`*`, `#`) make it a code of a telephone exchange, which nobody groups. */
function grouped(text: string, country: string): string {
  const kept = text.replace(/[^\d+*#]/g, '').replace(/(?!^)\+/g, '');
  if (/[*#]/.test(kept)) return kept;
  const home = getCountries(metadata).find((known) => known === country);
  return new AsYouType(home, metadata).input(kept);
}

/** What stands before a number when it is copied from a page or a signature. */
const withoutLabel = (text: string): string =>
  text.replace(/^\s*(?:tel|phone|tfno|tel[eé]fono|m[oó]vil|mobile|m)[.:\s]+(?=[+(\d])/iu, '');

export interface CountryChoice {
  /** ISO 3166. */
  readonly country: string;
  readonly name: string;
  /** Without plus. */
  readonly code: string;
}

/** Every country of the numbering plan, by its name in the reader's language. */
export function countryChoices(language: Language): readonly CountryChoice[] {
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'code' });
  return getCountries(metadata)
    .map((country) => ({
      country,
      name: names.of(country) ?? country,
      code: String(getCountryCallingCode(country, metadata)),
    }))
    .sort((a, b) => a.name.localeCompare(b.name, language));
}

/** `Spain` for `ES`; other text as it is. */
export function countryName(country: string, language: Language): string {
  if (!/^[A-Z]{2}$/.test(country)) return country;
  return new Intl.DisplayNames([language], { type: 'region', fallback: 'code' }).of(country) ?? country;
}
