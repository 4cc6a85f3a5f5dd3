import { expect, it } from 'vitest';
import { cleanText } from './clean-text.ts';

it('leaves ordinary names of any script as they are', () => {
  for (const name of ['Laura Gómez', 'Łukasz Żółć', '山田 太郎', 'محمد', 'Zoë 👩‍💻'.normalize()]) {
    expect(cleanText(name)).toBe(name);
  }
});

it('takes out control characters, direction overrides and lone surrogates', () => {
  expect(cleanText('Ana\u0000\u0007 \u202EziuR\u202C\uD800!')).toBe('Ana ziuR!');
});

it('folds line breaks and runs of spaces into one space', () => {
  expect(cleanText('  Ana\r\n\t Ruiz  ')).toBe('Ana Ruiz');
});

it('cuts long text with an ellipsis and never halves a character', () => {
  expect(cleanText('abcdef', 4)).toBe('abc…');
  expect(cleanText('ab😀def', 4)).toBe('ab…');
});
