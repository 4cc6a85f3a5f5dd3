import { countDigits, digitsOf } from './number-digits.ts';
import { DATE, isSomethingElse, SPAN_OF_TIME } from './number-shape.ts';
import type { Reading } from './read-number.ts';

// Between two digits: spaces, dots, hyphens, brackets, slashes, and marks that don't show (soft hyphen, direction, zero width).
const GAP =
  ' \\t\\u00a0\\u00ad\\u1680\\u2000-\\u200f\\u202a-\\u202f\\u205f-\\u2069\\u3000\\ufeff.\\-\\u2010-\\u2015\\u2043\\u2212\\u30fc\\uff0d-\\uff0f\\uff5e()\\[\\]/\\u00b7~';
/** Digits that may belong together, as long as they go on. */
export const RUN = new RegExp(`(?:[([]{0,2}\\+[${GAP}]{0,3}|[([]{0,2})\\d(?:[${GAP}]{0,4}\\d){6,}`, 'g');
// Two numbers written together are parted by more than what parts their groups; so is a date beside one.
const PARTING = new RegExp(
  `[ \\u00a0,]*${DATE.source}[ \\u00a0]*|[ \\u00a0]*/[ \\u00a0]*|[ \\u00a0][-\\u2013\\u2014~\\u00b7][ \\u00a0]|[ \\u00a0\\t]{2,}|[ \\u00a0](?=[([])|\\t`,
  'g',
);
/** Cheap, and true wherever PARTING can match. */
const MAY_PART = /[/\t]|[ \u00a0][ \u00a0([\-\u2013\u2014~\u00b7]|\d[-.] ?(?:19|20)\d\d|(?:19|20)\d\d[-.]/;

export interface Span {
  start: number;
  end: number;
}

export type Read = (digits: string, trunkInParentheses: boolean) => Reading | undefined;

/** "10:30 612345678": the run begins with the minutes; how much of it to leave out. */
export function afterTime(text: string, from: number): number {
  if (text[from - 1] !== ':') return 0;
  return /^[0-5]\d(?:\.\d{1,3})?[ \u00a0]+/.exec(text.slice(from, from + 10))?.[0].length ?? 0;
}

/** A run's parts between which another number may begin; dates are left out. */
export function partsOf(text: string, run: Span): readonly Span[] {
  const writing = text.slice(run.start, run.end);
  if (!MAY_PART.test(writing)) return [run];
  const parts: Span[] = [];
  if (SPAN_OF_TIME.test(writing)) return parts;
  let { start } = run;
  PARTING.lastIndex = start;
  for (let gap = PARTING.exec(text); gap && gap.index < run.end; gap = PARTING.exec(text)) {
    if (gap.index > start) parts.push({ start, end: gap.index });
    start = gap.index + gap[0].length;
  }
  if (start < run.end) parts.push({ start, end: run.end });
  return parts;
}

/** Two numbers with only a space between them, grouped alike: "01.42.68.53.00 06.12.34.56.78". */
export function twins(text: string, { start: from, end: to }: Span, read: Read): [Span, Span] | undefined {
  // Two numbers with a prefix, or two alike: an even count, and not too many for a look at each gap.
  const count = countDigits(text, from, to);
  if (count < 14 || count > 24) return undefined;
  const run = text.slice(from, to);
  if (isSomethingElse(run)) return undefined;
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

/** Whether a span is a whole number by itself. */
export function isNumber(text: string, { start, end }: Span, read: Read): boolean {
  const reading = read(digitsOf(text.slice(start, end)), false);
  return reading !== undefined && !reading.lengthOnly && reading.form !== 'cut';
}

/** A bracket that is closed outside the span, if at all, is none of the number's. */
export function isBracketLeftOpen(text: string, start: number, to: number): boolean {
  const bracket = text[start];
  if (bracket !== '(' && bracket !== '[') return false;
  const inside = text.slice(start, to);
  return inside.split(bracket).length > inside.split(bracket === '(' ? ')' : ']').length;
}
