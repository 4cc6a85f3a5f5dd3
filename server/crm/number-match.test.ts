import * as v from 'valibot';
import { expect, it } from 'vitest';
import { e164Schema } from '#shared/ids.ts';
import { carriesNumber } from './number-match.ts';

const laura = v.parse(e164Schema, '+34612345678');

it('recognises a number in every usual spelling', () => {
  for (const spelling of [
    '612 345 678',
    '+34 612 34 56 78',
    '0034612345678',
    '(+34) 612-345-678',
    '612.345.678 ext. 4',
  ]) {
    expect(carriesNumber(spelling, laura, 'ES'), spelling).toBe(true);
  }
});

it('does not take a number that only ends alike', () => {
  expect(carriesNumber('+33 6 12 34 56 78', laura, 'ES')).toBe(false);
  expect(carriesNumber('1612345678', laura, 'ES')).toBe(false);
});

it('reads a foreign national spelling in the caller’s own country', () => {
  expect(carriesNumber('(415) 555-2671', v.parse(e164Schema, '+14155552671'), 'ES')).toBe(true);
});

it('takes no number out of what is none', () => {
  for (const field of [undefined, null, 612345678, '', '***678', 'x'.repeat(200)]) {
    expect(carriesNumber(field, laura, 'ES')).toBe(false);
  }
});
