import * as v from 'valibot';
import { expect, it } from 'vitest';
import { e164Schema } from '#shared/ids.ts';
import { numberSpellings } from './number-spellings.ts';

const WRITTEN: [string, string[]][] = [
  [
    '+34612345678',
    [
      ...['612345678', '+34 612 345 678', '612 34 56 78', '0034612345678', '612-345-678', '(+34) 612.345.678'],
      ...['612 345678', '+34-612-345678', '61 234 56 78'],
    ],
  ],
  ['+14155552671', ['(415) 555-2671', '415.555.2671', '+1 415 555 2671', '4155552671', '415 5552671']],
  ['+442079460958', ['020 7946 0958', '+44 (0)20 7946 0958', '02079460958', '0207 946 0958', '0207-946-0958']],
  ['+33612345678', ['06 12 34 56 78', '+33 6 12 34 56 78', '06.12.34.56.78']],
  ['+393331234567', ['333 1234567', '+39 333 123 4567', '333/1234567', '333-1234567']],
  ['+919876543210', ['98765 43210', '+91-98765-43210', '098765 43210']],
  ['+4930123456', ['030 123456', '+49 30 123456', '030/123456']],
];

it.each(WRITTEN)('finds %s however a CRM field spells it', (number, spellings) => {
  const { likely, rare } = numberSpellings(v.parse(e164Schema, number));
  for (const spelling of spellings) {
    expect(
      [...likely, ...rare].some((text) => spelling.includes(text)),
      spelling,
    ).toBe(true);
  }
});

it('asks for few spellings, each of at least six digits', () => {
  const { likely, rare } = numberSpellings(v.parse(e164Schema, '+34612345678'));
  expect(likely.length + rare.length).toBeLessThanOrEqual(17);
  for (const text of [...likely, ...rare]) expect(text.replace(/\D/g, '').length).toBeGreaterThanOrEqual(6);
});
