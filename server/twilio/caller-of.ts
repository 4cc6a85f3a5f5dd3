import * as v from 'valibot';
import { type E164, e164Schema } from '#shared/ids.ts';
import { isWithheldNumber } from '#shared/withheld-number.ts';

/** The caller's number; null when it is withheld, or when what stands there is no number that could be called back. */
export function callerOf(from: string): E164 | null {
  if (isWithheldNumber(from)) return null;
  const number = v.safeParse(e164Schema, from);
  return number.success ? number.output : null;
}
