import { extensionOf } from '#shared/extension-of.ts';
import { type ReadNumber, readNumber, type WhyNoNumber } from '#shared/phone-number.ts';
import { type Problem, problem } from '#shared/problem.ts';

/** What the dial field's text is: nothing, a name to look for among the recent calls, a number, or why it is none yet. */
export type Dialled =
  | { is: 'nothing' }
  | { is: 'name'; text: string }
  | { is: 'number'; read: ReadNumber }
  | { is: 'refused'; why: Extract<WhyNoNumber, 'emergency-number' | 'short-number'>; digits: string }
  | { is: 'incomplete' };

/**
 * Reads the dial field. Emergency numbers come before anything else, even before a number is complete; short codes are told only once
 * someone tries to call them, since every number is short while it is typed.
 */
export function readDialled(text: string, country: string): Dialled {
  const trimmed = text.trim();
  if (trimmed === '') return { is: 'nothing' };
  const read = readNumber(trimmed, country);
  if (read.ok) return { is: 'number', read };
  if (read.why === 'emergency-number') return { is: 'refused', why: read.why, digits: trimmed };
  const withPauses = readExtended(trimmed, country);
  if (withPauses !== null) return withPauses;
  if (/\p{L}/u.test(trimmed)) return { is: 'name', text: trimmed };
  if (read.why === 'short-number') return { is: 'refused', why: read.why, digits: trimmed };
  return { is: 'incomplete' };
}

/** A number whose extension has pauses or signs in it (`,12w9#`), as it is dialled once somebody has answered. */
function readExtended(text: string, country: string): Dialled | null {
  const { number, extension } = extensionOf(text);
  if (extension === null) return null;
  const read = readNumber(number, country);
  return read.ok && read.extension === null ? { is: 'number', read: { ...read, extension } } : null;
}

/** Refused here at once, in the words that the server would use; it checks again. */
export function whyNot(dialled: Dialled, canCallOut: boolean): Problem | null {
  if (dialled.is === 'refused') return problem(dialled.why, '', { params: { number: dialled.digits } });
  if (dialled.is === 'incomplete') return problem('not-a-number', '');
  if (dialled.is === 'number' && !canCallOut) return problem('no-outgoing-number', '');
  return null;
}

/** Told while it is still being typed. */
export const emergencyIn = (dialled: Dialled): Problem | null =>
  dialled.is === 'refused' && dialled.why === 'emergency-number'
    ? problem('emergency-number', '', { params: { number: dialled.digits } })
    : null;
