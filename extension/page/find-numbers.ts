import { fitsGrouping } from './number-grouping.ts';
import { type LabelSays, labelSays } from './number-label.ts';
import { DATE, isLikelierSomethingElse, isSomethingElse } from './number-shape.ts';
import { type Reading, readNumber } from './read-number.ts';

/** A phone number in a text: `text.slice(start, end)` is its writing, extension included. */
export interface Found {
  start: number;
  end: number;
  /** `+34612345678`. */
  e164: string;
  /** Digits to send after the answer; null when the writing has none. */
  extension: string | null;
}

/**
 * Finds phone numbers in a text. `label` tells what stands beside the text in the page (a field's name, a column's head); it is asked
 * only when the text itself leaves room for doubt.
 */
export type Detector = (text: string, label?: () => string) => readonly Found[];

// Between two digits: spaces, dots, hyphens, brackets, slashes, and marks that don't show (soft hyphen, direction, zero width).
const GAP =
  ' \\t\\u00a0\\u00ad\\u1680\\u2000-\\u200f\\u202a-\\u202f\\u205f-\\u2069\\u3000\\ufeff.\\-\\u2010-\\u2015\\u2043\\u2212\\uff0d()\\[\\]/\\u00b7~';
const RUN = new RegExp(`(?:[([]{0,2}\\+[${GAP}]{0,3}|[([]{0,2})\\d(?:[${GAP}]{0,4}\\d){5,}`, 'g');
const ENOUGH_DIGITS = /(?:\d\D{0,5}){6}\d/;
const OTHER_DIGITS =
  /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59\uff08\uff09\uff0b\uff10-\uff19]/g;
const ANY_DIGIT = /[\d\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59\uff10-\uff19]/;
const HAS_OTHER_DIGITS = new RegExp(OTHER_DIGITS.source);
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10];
const EXTENSION =
  /[ \u00a0]?(?:;ext=|[-,;]?[ \u00a0]{0,2}\(?(?:extension|extn?|xtn|x|#|durchwahl|durchw|dw|nebenstelle|nst|poste|interno|int|anexo|ramal|toestel|tst|anknytning|ankn|lokal|lok|klapka|linka|kl|mellék|dahili|wewn|wew|доб(?:авочный)?|вн|內線|内線|分机|分機|내선)[.:]?[ \u00a0]{0,2}[#:]?)(\d{1,6})\)?(?!\d)/iy;
// Two numbers written together are parted by more than what parts their groups.
const PARTING = new RegExp(
  `[ \\u00a0,]*${DATE.source}[ \\u00a0]*|[ \\u00a0]*/[ \\u00a0]*|[ \\u00a0][-\\u2013\\u2014~\\u00b7][ \\u00a0]|[ \\u00a0\\t]{2,}|[ \\u00a0](?=[([])|\\t`,
  'g',
);
const MARK = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const LETTER = /[\p{L}\p{N}]/u;
// Scripts that put no space between words: a number may touch them.
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Hangul}]/u;
const MONEY_BEFORE = /(?:[$€£¥₹₽₺₩#№]|\b(?:usd|eur|gbp|chf|r\$|kr|rs|inr|mxn|cop|clp|zł))[ \u00a0]?$/i;
// "GB29 NWBK 6016 …": what stands before the digits of an IBAN.
const BANK_BEFORE = /(?:^|[^A-Z\d])[A-Z]{2}\d\d ?[A-Z]{4} ?$/;
const UNIT_AFTER =
  /^[ \u00a0]?(?:[%€$£¥₹₽₺₩°]|(?:kr|eur|euros?|usd|gbp|sek|nok|dkk|chf|pln|zł|kč|czk|ft|huf|lei|ron|dollars?|pesos?|pounds?|mxn|units?|unidades|uds?|stück|stk|st|pcs|pieces|km|kg|mm|cm|ms|kb|mb|gb|bytes|rows|records|registros|views|items|usuarios|users|people|personas|hab|円|元|원)(?![\p{L}\p{N}]))/iu;
// "Tel612345678"; a single letter or the tail of an id is no label.
const LABEL_STUCK_ON = /(?:^|[\s([,;/|])\p{L}{3,}$/u;
const LONGEST_RUN = 200;
const LONGEST_NUMBER = 20; // +, 0011 and 15 digits
const PLUS = 43;
const CACHED = 4096;
const NONE: readonly Found[] = Object.freeze([]);

/** `country`: ISO 3166, in which numbers without a country code are read. */
export function createDetector({ country }: { country: string }): Detector {
  const readings = new Map<string, Reading | null>();

  function read(digits: string, trunkInParentheses: boolean): Reading | null {
    const key = trunkInParentheses ? `(${digits}` : digits;
    let reading = readings.get(key);
    if (reading === undefined) {
      if (readings.size >= CACHED) readings.clear();
      reading = readNumber(digits, country, trunkInParentheses) ?? null;
      readings.set(key, reading);
    }
    return reading;
  }

  return (original, label) => {
    if (!ANY_DIGIT.test(original)) return NONE;
    const text = HAS_OTHER_DIGITS.test(original) ? original.replace(OTHER_DIGITS, asciiDigit) : original;
    if (!ENOUGH_DIGITS.test(text)) return NONE;
    let found: Found[] | undefined;
    RUN.lastIndex = 0;
    for (let match = RUN.exec(text); match; match = RUN.exec(text)) {
      if (match[0].length > LONGEST_RUN) continue;
      const from = match.index + afterTime(text, match.index);
      for (const one of inRun(text, from, match.index + match[0].length, read, label)) {
        found ??= [];
        found.push(one);
      }
    }
    return found ?? NONE;
  };
}

type Read = (digits: string, trunkInParentheses: boolean) => Reading | null;

/** "10:30 612345678": the run begins with the minutes; how much of it to leave out. */
function afterTime(text: string, from: number): number {
  if (text[from - 1] !== ':') return 0;
  return /^[0-5]\d(?:\.\d{1,3})?[ \u00a0]+/.exec(text.slice(from, from + 10))?.[0].length ?? 0;
}

interface Span {
  start: number;
  end: number;
}

function inRun(text: string, from: number, to: number, read: Read, label?: () => string): Found[] {
  const parts = partsOf(text, from, to);
  const found: Found[] = [];
  const look = (span: Span) => inWriting(text, span, { start: from, end: to }, read, label);
  for (let first = 0; first < parts.length; first++) {
    const begin = parts[first]?.start ?? from;
    // Longest first, but two numbers that are both good by themselves are two: "089 12345 / 089 67890" is possible as one in Germany.
    const two = parts.length - first === 2 && parts.slice(first).every((part) => isNumber(text, part, read));
    for (let last = two ? first : parts.length - 1; last >= first; last--) {
      const one = look({ start: begin, end: parts[last]?.end ?? to });
      if (!one) continue;
      found.push(one);
      first = last;
      break;
    }
  }
  if (found.length === 0 && parts.length === 1) {
    const pair = twins(text, from, to, read)?.map(look);
    if (pair?.every((one) => one !== undefined)) return pair;
  }
  return found;
}

function partsOf(text: string, from: number, to: number): Span[] {
  const parts = [];
  let start = from;
  PARTING.lastIndex = from;
  for (let gap = PARTING.exec(text); gap && gap.index < to; gap = PARTING.exec(text)) {
    if (gap.index > start) parts.push({ start, end: gap.index });
    start = gap.index + gap[0].length;
  }
  if (start < to) parts.push({ start, end: to });
  return parts;
}

/** Two numbers with only a space between them, grouped alike: "01.42.68.53.00 06.12.34.56.78". */
function twins(text: string, from: number, to: number, read: Read): [Span, Span] | undefined {
  const run = text.slice(from, to);
  if (run.length < 14 || isSomethingElse(run)) return undefined;
  for (const gap of run.matchAll(/[ \u00a0]/g)) {
    const middle = from + gap.index;
    const pair: [Span, Span] = [
      { start: from, end: middle },
      { start: middle + 1, end: to },
    ];
    const [left, right] = pair.map(({ start, end }) => text.slice(start, end).replace(/\d/g, '0'));
    if ((left === right || /^0/.test(text.slice(middle + 1))) && pair.every((one) => isNumber(text, one, read)))
      return pair;
  }
  return undefined;
}

function isNumber(text: string, { start, end }: Span, read: Read): boolean {
  const reading = read(digitsOf(text.slice(start, end)), false);
  return reading !== null && !reading.lengthOnly && reading.form !== 'cut';
}

function inWriting(text: string, span: Span, run: Span, read: Read, label?: () => string): Found | undefined {
  const to = span.end;
  let start = span.start;
  while (isBracketLeftOpen(text, start, to)) start++;
  while (/[ \u00a0.\-/]/.test(text[start] ?? '')) start++;
  const writing = text.slice(start, to);
  const digits = digitsOf(writing);
  if (digits.length < 7 || digits.length > LONGEST_NUMBER) return undefined;
  EXTENSION.lastIndex = to;
  const extension = EXTENSION.exec(text);
  const end = extension ? to + extension[0].length - (isClosedOutside(extension[0]) ? 1 : 0) : to;
  const international = digits.charCodeAt(0) === PLUS;
  const inline = once(() => labelSays(text.slice(0, start)));
  // Inside a run, what touches a part is only what parts it from the next.
  if (to === run.end && isGluedBehind(text, end)) return undefined;
  if (isGluedBefore(text, span.start === run.start ? start : run.start, international, inline)) return undefined;
  if (isAmount(text, start, end)) return undefined;
  const plain = writing.replace(MARK, '');
  const says = once(() => (label && inline() === 'nothing' ? labelSays(label()) : inline()));
  if (!international && isSomethingElse(plain) && says() !== 'phone') return undefined;
  const reading = read(digits, plain.includes('(0)'));
  if (!reading) return undefined;
  if (!isBelievable(plain, digits, reading, inline, says)) return undefined;
  return { start, end, e164: reading.e164, extension: extension?.[1] ?? null };
}

function once<T>(compute: () => T): () => T {
  let value: T | undefined;
  return () => {
    value ??= compute();
    return value;
  };
}

const isClosedOutside = (extension: string) => extension.endsWith(')') && !extension.includes('(');

const isAmount = (text: string, start: number, end: number): boolean =>
  (end < text.length && UNIT_AFTER.test(text.slice(end, end + 14))) ||
  (start > 0 && MONEY_BEFORE.test(text.slice(Math.max(0, start - 5), start))) ||
  (start > 4 && BANK_BEFORE.test(text.slice(Math.max(0, start - 12), start)));

function isBelievable(
  writing: string,
  digits: string,
  reading: Reading,
  inline: () => LabelSays,
  says: () => LabelSays,
) {
  const grouped = /\d[^\d]+\d/.test(writing.replace(/^[+ ]+/, ''));
  if (reading.form === 'international') {
    if (inline() === 'other') return digits.charCodeAt(0) === PLUS && grouped && !reading.lengthOnly;
    return !reading.lengthOnly || grouped || says() === 'phone';
  }
  const label = says();
  if (label === 'phone') return !reading.lengthOnly;
  if (label === 'other' || (label === 'party' && !grouped)) return false;
  if (reading.form === 'cut') return false;
  if (!grouped) return reading.assigned && !isLikelierSomethingElse(digits);
  return fitsGrouping(writing, reading);
}

// Letters, digits or signs that touch the writing make it part of something longer: an id, a path, a sum of money, a time.
const isLetter = (char: string) => LETTER.test(char) && !UNSPACED.test(char);

function isGluedBehind(text: string, end: number): boolean {
  const after = text[end] ?? '';
  const afterThat = text[end + 1] ?? '';
  if (!after || after === ' ') return false;
  if (isLetter(after) || /[_@*=+]/.test(after)) return true;
  if (!/[:,.'’/&#\-\u2013]/.test(after) || !isLetter(afterThat)) return false;
  if (after === '/') return /\d/.test(afterThat);
  // "612345678,913555019" is a list, not a decimal.
  return !(after === ',' && /^,\+?\d{7}/.test(text.slice(end, end + 10)));
}

function isGluedBefore(text: string, start: number, international: boolean, inline: () => LabelSays): boolean {
  const before = text[start - 1] ?? '';
  const beforeThat = text[start - 2] ?? '';
  if (!before || before === ' ') return false;
  if (isLetter(before)) return inline() !== 'phone' || !LABEL_STUCK_ON.test(text.slice(0, start));
  if (before === ':') return /\d/.test(beforeThat);
  if (international || inline() === 'phone') return before === '@';
  if (before === ',' && /\d{7},$/.test(text.slice(Math.max(0, start - 8), start))) return false;
  return /[_#@%/\\=&*+^]/.test(before) || (/[.,\-\u2013'’]/.test(before) && isLetter(beforeThat));
}

function isBracketLeftOpen(text: string, start: number, to: number): boolean {
  const bracket = text[start];
  if (bracket !== '(' && bracket !== '[') return false;
  const inside = text.slice(start, to);
  return inside.split(bracket).length > inside.split(bracket === '(' ? ')' : ']').length;
}

const digitsOf = (writing: string): string => {
  const digits = writing.replace(/\D/g, '');
  return writing.includes('+') ? `+${digits}` : digits;
};

function asciiDigit(char: string): string {
  const code = char.charCodeAt(0);
  if (code < 0xff10 && code >= 0xff08) return String.fromCharCode(code - 0xfee0); // full-width plus and brackets
  const zero = ZEROS.findLast((candidate) => candidate <= code) ?? code;
  return String(code - zero);
}
