import type { E164 } from '#shared/ids.ts';
import { readNumber, type WhyNoNumber } from '#shared/phone-number.ts';
import { type Problem, problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { allowedCountries } from './allowed-countries.ts';
import { isCostlyNumber } from './costly-number.ts';

export interface Destination {
  number: E164;
  /** ISO 3166. */
  country: string;
}

/**
 * A number that may be called, as a person has typed it: emergency numbers are refused before anything is parsed, then what is no number,
 * what costs far more than a call to its country, and countries that are not allowed. `country` is the one that national writings are
 * read in, `home` the one of the number that will be shown, `allowed` the configuration's.
 */
export function callableNumber(
  text: string,
  { country, home, allowed }: { country: string; home: string | null; allowed: readonly string[] | null },
): Result<Destination> {
  const read = readNumber(text, country);
  if (!read.ok) return failed(whyNoNumber[read.why]);
  if (isCostlyNumber(read.number)) return failed(costly);
  if (read.country && allowedCountries(allowed, home).includes(read.country))
    return ok({ number: read.number, country: read.country });
  const message = 'Calls to that country are not allowed here. Your administrator can allow it.';
  return failed(
    problem('country-not-allowed', message, { ...(read.country && { params: { country: read.country } }) }),
  );
}

const costly = problem('premium-number', 'Sidetone calls no premium, personal or satellite numbers.');

/** Of a text that is no number, or none that can be called. */
export const whyNoNumber: Record<WhyNoNumber, Problem> = {
  'emergency-number': problem('emergency-number', 'Sidetone cannot call emergency services. Use a phone.', {
    field: 'to',
  }),
  'withheld-number': problem('withheld-number', 'That stands for a hidden number. It cannot be called back.', {
    field: 'to',
  }),
  'short-number': problem('short-number', 'Short and special numbers cannot be called from here. Use a phone.', {
    field: 'to',
  }),
  'not-a-number': problem('not-a-number', 'That is not a phone number. Check the digits.', { field: 'to' }),
};
