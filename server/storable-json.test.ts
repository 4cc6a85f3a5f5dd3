import { expect, it } from 'vitest';
import { parseStorable } from './storable-json.ts';

const NOTE = { text: 'a\0b \ud83d\ude00 \ud800c', more: ['\0', { deep: '\udc00' }], n: 1, none: null, yes: true };

it('replaces what a database can’t keep, and nothing else', () => {
  expect(parseStorable(JSON.stringify(NOTE))).toEqual({
    text: 'a b \ud83d\ude00 \ufffdc',
    more: [' ', { deep: '\ufffd' }],
    n: 1,
    none: null,
    yes: true,
  });
});

it('is refused where it is no JSON', () => {
  expect(() => parseStorable('{')).toThrow(SyntaxError);
});
