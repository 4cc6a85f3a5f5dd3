import type { E164 } from '#shared/ids.ts';

/**
 * What networks put in place of a number that the caller hides: words spelt on a keypad (2 = ABC …), and the words themselves.
 * 8566696 and 8656696 are both in circulation for UNKNOWN. Source: docs/voice/twiml `From`; the customer's checklist, 71.
 */
const SPELT = new Set([
  '266696687', // ANONYMOUS
  '7378742833', // RESTRICTED
  '86282452253', // UNAVAILABLE
  '8656696', // UNKNOWN
  '8566696', // UNKNOWN, as misspelt by some networks
  '2562533', // BLOCKED
  '464', // no ID
]);

const WORDS = new Set([
  'anonymous',
  'restricted',
  'unavailable',
  'unknown',
  'blocked',
  'private',
  'withheld',
  'hidden',
  'no id',
  'no caller id',
  'number withheld',
  'private number',
  'unknown number',
]);

/**
 * Whether a caller ID says that the number is hidden. Such a "number" is never searched, never called back and never one caller.
 * Takes it with or without `+`, as a SIP address (`sip:anonymous@anonymous.invalid`), empty or missing.
 */
export function isWithheldNumber(from: string | null | undefined): boolean {
  const text = (from ?? '')
    .trim()
    .toLowerCase()
    .replace(/^(?:sips?|tel|client):/, '')
    .replace(/@.*$/, '')
    .replace(/[\s._-]+/g, ' ')
    .trim();
  if (text === '' || text === '+') return true;
  if (WORDS.has(text.replace(/^\+/, ''))) return true;
  return /^\+?[\d ()]+$/.test(text) && SPELT.has(text.replace(/\D/g, ''));
}

/** The same of what has the form of a number. */
export const isWithheldE164 = (number: E164): boolean => SPELT.has(number.slice(1));
