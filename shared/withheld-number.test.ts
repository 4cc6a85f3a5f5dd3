import { expect, it } from 'vitest';
import { isWithheldNumber } from './withheld-number.ts';

const spelt = ['266696687', '7378742833', '86282452253', '8656696', '8566696', '2562533', '464'];

it.each(spelt)('[req 71] takes %s for a hidden number, with and without +', (number) => {
  expect(isWithheldNumber(number)).toBe(true);
  expect(isWithheldNumber(`+${number}`)).toBe(true);
});

it.each([
  'anonymous',
  'Anonymous',
  '+ANONYMOUS',
  'RESTRICTED',
  'unavailable',
  'Unknown',
  'blocked',
  'private',
  'withheld',
  'No Caller ID',
  'sip:anonymous@anonymous.invalid',
  '266 696 687',
  '',
  '   ',
  '+',
  null,
  undefined,
])('[req 71] takes %j for a hidden number', (from) => {
  expect(isWithheldNumber(from)).toBe(true);
});

it.each(['+34612345678', '+13478266696687', '+4642266966', '0266696687', '+12666966871', 'client:u_0', 'Ana', '46400'])(
  'leaves %s alone',
  (from) => {
    expect(isWithheldNumber(from)).toBe(false);
  },
);
