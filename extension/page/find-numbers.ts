import { countDigits, digitsOf, withAsciiDigits } from './number-digits.ts';
import { fitsGrouping } from './number-grouping.ts';
import { type LabelSays, labelSays, nameSays } from './number-label.ts';
import { afterTime, isBracketLeftOpen, isNumber, partsOf, type Read, RUN, type Span, twins } from './number-run.ts';
import { isLikelierSomethingElse, isSomethingElse } from './number-shape.ts';
import { extensionAt, isAmount, isGluedBefore, isGluedBehind, isPartOfWord } from './number-touch.ts';
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

const MARK = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const LONGEST_RUN = 200;
const SHORTEST_NUMBER = 7;
const LONGEST_NUMBER = 19; // 0011 and 15 digits
const PLUS = 43;
const CACHED = 4096;
const NONE: readonly Found[] = Object.freeze([]);

/** `country`: ISO 3166, in which numbers without a country code are read. */
export function createDetector({ country }: { country: string }): Detector {
  const readings = new Map<string, Reading>();

  function read(digits: string, trunkInParentheses: boolean): Reading | undefined {
    const key = trunkInParentheses ? `(${digits}` : digits;
    const known = readings.get(key);
    if (known) return known;
    const reading = readNumber(digits, country, trunkInParentheses);
    if (!reading) return undefined;
    if (readings.size >= CACHED) readings.clear();
    readings.set(key, reading);
    return reading;
  }

  return (original, label) => {
    const text = withAsciiDigits(original);
    if (text === undefined) return NONE;
    let found: Found[] | undefined;
    RUN.lastIndex = 0;
    for (let match = RUN.exec(text); match; match = RUN.exec(text)) {
      const start = match.index + afterTime(text, match.index);
      const end = match.index + match[0].length;
      if (end - start > LONGEST_RUN || isPartOfWord(text, start)) continue;
      found ??= [];
      findInRun(text, { start, end }, read, label, found);
    }
    return found && found.length > 0 ? found : NONE;
  };
}

function findInRun(text: string, run: Span, read: Read, label: (() => string) | undefined, found: Found[]): void {
  const before = found.length;
  const parts = partsOf(text, run);
  for (let first = 0; first < parts.length; first++) {
    const { start } = parts[first] ?? run;
    // Longest first, but two numbers that are both good by themselves are two: "089 12345 / 089 67890" is possible as one in Germany.
    const two = parts.length - first === 2 && parts.slice(first).every((part) => isNumber(text, part, read));
    for (let last = two ? first : parts.length - 1; last >= first; last--) {
      const one = inSpan(text, { start, end: parts[last]?.end ?? run.end }, run, read, label);
      if (!one) continue;
      found.push(one);
      first = last;
      break;
    }
  }
  if (found.length > before || parts.length !== 1) return;
  const pair = twins(text, run, read)?.flatMap((span) => inSpan(text, span, run, read, label) ?? []);
  if (pair?.length === 2) found.push(...pair);
}

function inSpan(text: string, span: Span, run: Span, read: Read, label?: () => string): Found | undefined {
  let { start } = span;
  while (isBracketLeftOpen(text, start, span.end)) start++;
  while (/[ \u00a0.\-/]/.test(text[start] ?? '')) start++;
  const count = countDigits(text, start, span.end);
  if (count < SHORTEST_NUMBER || count > LONGEST_NUMBER) return undefined;
  const writing = text.slice(start, span.end).replace(MARK, '');
  const digits = digitsOf(writing);
  const reading = read(digits, writing.includes('(0)'));
  if (!reading) return undefined;
  const extension = extensionAt(text, span.end);
  const { end } = extension;
  const international = digits.charCodeAt(0) === PLUS;
  // Inside a run, what touches a part is only what parts it from the next.
  if (span.end === run.end && isGluedBehind(text, end)) return undefined;
  if (isGluedBefore(text, span.start === run.start ? start : run.start, international)) return undefined;
  if (isAmount(text, start, end)) return undefined;
  const inline = labelSays(text.slice(0, start));
  const says = () => (label && inline === 'nothing' ? nameSays(label()) : inline);
  if (!international && isSomethingElse(writing) && says() !== 'phone') return undefined;
  if (!isBelievable(writing, digits, reading, inline, says)) return undefined;
  return { start, end, e164: reading.e164, extension: extension.digits };
}

/** Whether a person would take what reads as a number for one. `inline`: what the text itself says; `says`: what the page says, too. */
function isBelievable(
  writing: string,
  digits: string,
  reading: Reading,
  inline: LabelSays,
  says: () => LabelSays,
): boolean {
  const grouped = /\d\D+\d/.test(writing);
  if (reading.form === 'international') {
    if (inline === 'other') return digits.charCodeAt(0) === PLUS && grouped && !reading.lengthOnly;
    return !reading.lengthOnly || grouped || says() === 'phone';
  }
  const label = says();
  if (label === 'phone') return !reading.lengthOnly;
  if (label === 'other' || (label === 'party' && !grouped)) return false;
  if (reading.form === 'cut') return false;
  if (!grouped) return reading.assigned && !isLikelierSomethingElse(digits);
  return fitsGrouping(writing, reading);
}
