import * as v from 'valibot';
import { type E164, e164Schema } from '#shared/ids.ts';

/** The number that an address names behind its section (`#incoming/+34…`); null: it names none. */
export function numberIn(hash: string): E164 | null {
  const number = v.safeParse(e164Schema, hash.split('/')[1]);
  return number.success ? number.output : null;
}
