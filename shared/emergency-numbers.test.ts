import { formatIncompletePhoneNumber, getCountries, getExampleNumber } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';
import examples from 'libphonenumber-js/mobile/examples';
import { describe, expect, it } from 'vitest';
import { isEmergencyNumber } from './emergency-numbers.ts';

describe('numbers that only a telephone may call', () => {
  it.each(['112', '061', '062', '080', '085', '088', '091', '092'])('knows Spain’s %s', (number) => {
    expect(isEmergencyNumber(number, 'ES')).toBe(true);
  });

  it.each(['911', '999', '000', '110', '15', '17', '18', '10111', '1122', '118', '117'])(
    'knows %s of other countries',
    (number) => {
      expect(isEmergencyNumber(number)).toBe(true);
    },
  );

  it.each([
    ['spaces', ' 1 1 2 '],
    ['dashes and dots', '1-1.2'],
    ['brackets', '(112)'],
    ['a tel: link', 'tel:112'],
    ['a tel: link in capitals', 'TEL:112'],
    ['full-width digits', '１１２'],
    ['Arabic digits', '١١٢'],
    ['Persian digits', '۱۱۲'],
    ['Devanagari digits', '११२'],
    ['percent encoding', 'tel:%31%31%32'],
    ['characters that cannot be seen', '\u202a1\u200b12\u202c'],
    ['a country code', '+34112'],
    ['a country code, apart', '+34 112'],
    ['a country code and a trunk zero', '+34 (0)112'],
    ['a bare plus', '+112'],
    ['00', '00112'],
    ['00, apart', '00 112'],
    ['00 and a country code', '0034112'],
    ['00 and another country code', '0044 999'],
    ['a trunk zero', '0112'],
    ['a leading zero of its own', '+34061'],
    ['a leading zero behind 00', '0034 091'],
    ['North America’s trunk 1', '1-911'],
    ['North America’s code', '+1 911'],
    ['an extension', '112 ext. 5'],
    ['an x', '112x5'],
    ['a pause', '112,,1'],
    ['a hash', '112#'],
    ['a star', '*112'],
  ])('is not fooled by %s', (_, text) => {
    expect(isEmergencyNumber(text, 'ES')).toBe(true);
  });

  it('knows how each country dials abroad', () => {
    expect(isEmergencyNumber('011 34 112', 'US')).toBe(true);
    expect(isEmergencyNumber('0011 34 112', 'AU')).toBe(true);
  });

  it.each([
    '112 233 445',
    '911 234 567',
    '+34 911 123 112',
    '+34 612 112 112',
    '+49 110 1234567',
    '+44 20 7112 0999',
    '0112345678',
    '+39 011 234 5678',
    '911911911',
    '+1 911 555 0123',
    '1120',
    '016',
    '1004',
    '118118',
    '',
    'Laura',
    '+',
  ])('leaves %s alone', (text) => {
    expect(isEmergencyNumber(text, 'ES')).toBe(false);
  });

  it('leaves every country’s ordinary numbers alone, in national and international writing', () => {
    for (const country of getCountries(metadata)) {
      const example = getExampleNumber(country, examples, metadata);
      if (!example) continue;
      for (const text of [
        example.number,
        example.formatNational(),
        example.formatInternational(),
        `00${example.number.slice(1)}`,
      ])
        expect([country, text, isEmergencyNumber(text, country)]).toEqual([country, text, false]);
    }
  });

  it('leaves ordinary numbers alone that begin or end like one, however they are grouped', () => {
    for (const emergency of ['112', '061', '091', '911', '999', '000'])
      for (let tail = 0; tail < 400; tail++) {
        const national = `${emergency}${String(100_000 + tail * 2221).slice(0, 6)}`;
        const text = formatIncompletePhoneNumber(national, { defaultCountry: 'ES' }, metadata);
        expect([text, isEmergencyNumber(text, 'ES')]).toEqual([text, false]);
        expect(isEmergencyNumber(`+346${national.slice(3)}${emergency}`, 'ES')).toBe(false);
      }
  });
});
