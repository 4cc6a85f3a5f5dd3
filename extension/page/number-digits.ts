const ANY_DIGIT = /\p{Nd}/u;
/** Cheaper, and true of every text with a digit of another script. */
const MAY_HOLD_OTHERS = /[\u0660-\uffff]/;
/** The digits of other scripts, the full-width plus and brackets. */
const OTHER_SIGNS = /(?!\d)\p{Nd}|[\uff08\uff09\uff0b]/gu;

/** The text with the digits of every script (Arabic, Indian, Thai …) as ASCII, place for place; undefined when it plainly holds none. */
export function withAsciiDigits(text: string): string | undefined {
  if (MAY_HOLD_OTHERS.test(text)) return text.replace(OTHER_SIGNS, asciiSign);
  return /\d/.test(text) ? text : undefined;
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

function asciiSign(char: string): string {
  if (char.length > 1) return char;
  const code = char.charCodeAt(0);
  if (code >= 0xff08 && code < 0xff10) return String.fromCharCode(code - 0xfee0);
  // A script's ten digits stand in a row.
  let value = 0;
  while (value < 9 && ANY_DIGIT.test(String.fromCharCode(code - value - 1))) value++;
  return String(value);
}

/** A writing's digits, with a plus in front if it has one. */
export const digitsOf = (writing: string): string => {
  const digits = writing.replace(/\D/g, '');
  return writing.includes('+') ? `+${digits}` : digits;
};
