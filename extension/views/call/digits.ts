import { toAsciiDigits } from '#shared/typed-number.ts';

/** What the keypad sends at once, at most. */
const LONGEST = 64;

/**
 * The tones in a pasted text, with its pauses: `12 34#` → `1234#`, `12#w9` and `12#,,9` as they are (`w`: half a second, a comma: two).
 * Everything else is left out, and digits of any script are read. Empty: there are none.
 */
export const pastedDigits = (text: string): string =>
  toAsciiDigits(text)
    .toLowerCase()
    .replace(/[^\d*#w,]/g, '')
    .replace(/^[w,]+/, '')
    .slice(0, LONGEST)
    .replace(/[w,]+$/, '');
