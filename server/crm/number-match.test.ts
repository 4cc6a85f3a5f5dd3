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

it('recognises a number beside words or another number', () => {
  for (const field of [
    '612345678 / 912345678',
    '912 34 56 78; 612 34 56 78',
    'Tel. 612 345 678',
    '612345678 (Laura)',
  ]) {
    expect(carriesNumber(field, laura, 'ES'), field).toBe(true);
    expect(carriesNumber(field, v.parse(e164Schema, '+34612345679'), 'ES'), field).toBe(false);
  }
});

it('knows a Mexican mobile with and without the 1 that it had until 2019', () => {
  const diego = v.parse(e164Schema, '+525512345678');
  const before = v.parse(e164Schema, '+5215512345678');
  for (const field of ['+52 1 55 1234 5678', '+5215512345678', '55 1234 5678', '+52 55 1234 5678']) {
    expect(carriesNumber(field, diego, 'MX'), field).toBe(true);
    expect(carriesNumber(field, before, 'MX'), field).toBe(true);
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
