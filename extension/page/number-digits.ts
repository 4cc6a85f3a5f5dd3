const OTHER_DIGITS =
  /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59\uff08\uff09\uff0b\uff10-\uff19]/g;
const HAS_OTHER_DIGITS = new RegExp(OTHER_DIGITS.source);
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10];
const ANY_DIGIT = /[\d\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59\uff10-\uff19]/;

/** The text with Arabic, Indian, Thai and full-width digits as ASCII, place for place; undefined when it holds no digit at all. */
export function withAsciiDigits(text: string): string | undefined {
  if (!ANY_DIGIT.test(text)) return undefined;
  return HAS_OTHER_DIGITS.test(text) ? text.replace(OTHER_DIGITS, asciiDigit) : text;
}

/** How many digits stand between two places of a text. */
export function countDigits(text: string, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) count++;
  }
  return count;
}

function asciiDigit(char: string): string {
  const code = char.charCodeAt(0);
  if (code < 0xff10 && code >= 0xff08) return String.fromCharCode(code - 0xfee0); // full-width plus and brackets
  const zero = ZEROS.findLast((candidate) => candidate <= code) ?? code;
  return String(code - zero);
}

/** A writing's digits, with a plus in front if it has one. */
export const digitsOf = (writing: string): string => {
  const digits = writing.replace(/\D/g, '');
  return writing.includes('+') ? `+${digits}` : digits;
};
