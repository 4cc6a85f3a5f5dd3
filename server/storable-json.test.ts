import { expect, it } from 'vitest';
import { parseStorable } from './storable-json.ts';

const NOTE = { text: 'a\0b \ud83d\ude00 \ud800c', more: ['\0', { deep: '\udc00' }], n: 1, none: null, yes: true };

it('puts a space for what a database can’t keep, and changes nothing else', () => {
  expect(parseStorable(JSON.stringify(NOTE))).toEqual({
    text: 'a b \ud83d\ude00  c',
    more: [' ', { deep: ' ' }],
    n: 1,
    none: null,
    yes: true,
  });
});

it('is refused where it is no JSON', () => {
  expect(() => parseStorable('{')).toThrow(SyntaxError);
});
