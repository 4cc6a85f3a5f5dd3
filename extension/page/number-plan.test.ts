import { createRequire } from 'node:module';
import { type CountryCode, getCountries, getExampleNumber, parsePhoneNumberFromString } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';
import { describe, expect, it } from 'vitest';
import { NUMBER_PLANS } from './number-plans.ts';
import { packNumberPlans } from './pack-number-plans.ts';
import { countryOf, internationalText, readNumber } from './read-number.ts';

const examples = createRequire(import.meta.url)('libphonenumber-js/examples.mobile.json');

/** The library's mobile example of a country, and valid neighbours of it. */
function numbersOf(country: CountryCode) {
  const example = getExampleNumber(country, examples, metadata);
  if (!example) return [];
  const neighbours = Array.from({ length: 40 }, (_, i) => {
    const digits = example.nationalNumber.slice(0, -4) + String((i * 2477 + 13) % 10_000).padStart(4, '0');
    return parsePhoneNumberFromString(`+${example.countryCallingCode}${digits}`, metadata);
  });
  return [example, ...neighbours.flatMap((number) => (number?.isValid() && number.country === country ? number : []))];
}

it('carries the numbering plans of the library that is installed', () => {
  expect(NUMBER_PLANS, 'run: node test/page/write-number-plans.ts').toBe(packNumberPlans(metadata));
});

describe('every country, against the library', () => {
  it.each(getCountries(metadata))('%s', (country) => {
    for (const number of numbersOf(country)) {
      const reading = readNumber(number.number, 'US');
      expect(reading).toMatchObject({ e164: number.number, form: 'international', assigned: true });
      expect(internationalText(number.number)).toBe(number.formatInternational());
      const national = number.formatNational().replace(/\D/g, '');
      const expected = parsePhoneNumberFromString(national, { defaultCountry: country }, metadata);
      if (expected?.number === number.number) expect(readNumber(national, country)?.e164).toBe(number.number);
    }
  });
});

it('tells the country of a number, also where several share a code', () => {
  expect(countryOf('+34612345678')).toBe('ES');
  expect(countryOf('+14155552671')).toBe('US');
  expect(countryOf('+16135550123')).toBe('CA');
  expect(countryOf('+77012345678')).toBe('KZ');
  expect(countryOf('+99912345')).toBeUndefined();
});

it('reads nothing where the country is unknown and the number says none', () => {
  expect(readNumber('612345678', 'XX')).toBeUndefined();
  expect(readNumber('+34612345678', 'XX')?.e164).toBe('+34612345678');
  expect(readNumber('612345678', '__proto__')).toBeUndefined();
});
