import { expect, it } from 'vitest';
import { plainLines } from './plain-lines.ts';

it('keeps lines, tabs, joined emoji and the marks of right-to-left writing', () => {
  const text = 'a\n\tb 👨‍👩‍👧 \u200Fשלום\u200F \u2067x\u2069';
  expect(plainLines(text, 100)).toBe(text);
});

it('takes out control characters, halves of characters and what turns text around', () => {
  expect(plainLines('a\u0000b\u0007\u007F\u0090c\uD83D d\uDE00 \u202Ee\u202C \uFEFFf\uFFFE', 100)).toBe('abc d e f');
});

it('writes every kind of line break as one', () => {
  expect(plainLines('a\r\nb\rc\u0085d\u2028e\u2029f', 100)).toBe('a\nb\nc\nd\ne\nf');
});

it('cuts before the last line, and no character in half', () => {
  expect(plainLines('123456789012345678\nMARK', 15)).toBe('123456789…\nMARK');
  expect(plainLines(`${'😀'.repeat(20)}\nMARK`, 15)).toBe('😀😀😀😀…\nMARK');
  expect(plainLines('x'.repeat(20), 15)).toBe(`${'x'.repeat(14)}…`);
  for (let longest = 6; longest < 60; longest++) {
    const cut = plainLines(`${'a😀\n'.repeat(15)}MARK`, longest);
    expect(cut.length).toBeLessThanOrEqual(longest);
    expect(cut.endsWith('\nMARK')).toBe(true);
  }
});
