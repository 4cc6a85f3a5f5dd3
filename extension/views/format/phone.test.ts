import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { localTimeAt } from '#extension/views/format/local-time.ts';
import { countryChoices, countryName, groupedAsTyped, shownNumber } from '#extension/views/format/phone.ts';
import { e164Schema } from '#shared/ids.ts';

const number = (text: string) => v.parse(e164Schema, text);

it('shows numbers international, grouped, and never split over two lines', () => {
  expect(shownNumber(number('+34612345678'))).toBe('+34\u00a0612\u00a034\u00a056\u00a078');
  expect(shownNumber(number('+441614960172'))).not.toContain(' ');
});

describe('the dial field', () => {
  it.each([
    ['6', 'ES', '6'],
    ['612345678', 'ES', '612 34 56 78'],
    ['+34612345678', 'ES', '+34 612 34 56 78'],
    ['07911123456', 'GB', '07911 123456'],
    ['Tel.: (612) 345-678', 'ES', '612 34 56 78'],
    ['Teléfono: 612.345.678', 'ES', '612 34 56 78'],
    ['tel:+34-612-345-678', 'GB', '+34 612 34 56 78'],
    ['٦١٢٣٤٥٦٧٨', 'ES', '612 34 56 78'],
    ['612345678 ext. 9', 'ES', '612 34 56 78 ext. 9'],
    ['\u202a612 345 678\u202c', 'ES', '612 34 56 78'],
    ['+44 (0)20 7946 0123', 'ES', '+44 20 7946 0123'],
    ['+49 (0) 30 901820', 'ES', '+49 30 901820'],
    ['(020) 7946 0123', 'GB', '020 7946 0123'],
    ['612 345 678,,12', 'ES', '612 34 56 78 ext. 12'],
    ['tel:+34612345678;ext=12', 'ES', '+34 612 34 56 78 ext. 12'],
    ['612345678 x12', 'ES', '612 34 56 78 ext. 12'],
    ['612+34', 'ES', '612 34'],
    ['*100#', 'ES', '*100#'],
    ['', 'ES', ''],
  ])('makes %j in %s to %j', (typed, country, shown) => expect(groupedAsTyped(typed, country)).toBe(shown));

  it.each(['Laura', 'laura gómez', 'Tel Aviv office'])('leaves the name %j alone', (name) =>
    expect(groupedAsTyped(name, 'ES')).toBe(name),
  );

  it('takes a country that does not exist as none', () => {
    expect(groupedAsTyped('+34612345678', 'XX')).toBe('+34 612 34 56 78');
  });
});

describe('countries', () => {
  it('are listed by name in the reader’s language', () => {
    expect(countryChoices('en').find(({ country }) => country === 'ES')).toEqual({
      country: 'ES',
      name: 'Spain',
      code: '34',
    });
    expect(countryChoices('es').find(({ country }) => country === 'ES')?.name).toBe('España');
    expect(countryChoices('en').length).toBeGreaterThan(200);
  });

  it('are named from their code, other text stays', () => {
    expect(countryName('DE', 'es')).toBe('Alemania');
    expect(countryName('Satellite', 'en')).toBe('Satellite');
  });
});

describe('local time', () => {
  const now = new Date('2026-11-24T16:32:00Z');
  it.each([
    ['+34612345678', { time: '17:32', city: 'Madrid' }],
    ['+34928123456', { time: '16:32', city: 'Las Palmas' }],
    ['+441614960172', { time: '16:32', city: 'London' }],
    ['+919876543210', { time: '22:02', city: 'New Delhi' }],
  ])('of %s', (e164, there) => expect(localTimeAt(number(e164), now, 'en')).toEqual(there));

  it('names the city in Spanish', () => {
    expect(localTimeAt(number('+441614960172'), now, 'es')?.city).toBe('Londres');
  });

  it('is left out where a country has several', () => {
    expect(localTimeAt(number('+12025550123'), now, 'en')).toBeNull();
    expect(localTimeAt(number('+5511987654321'), now, 'en')).toBeNull();
  });
});
