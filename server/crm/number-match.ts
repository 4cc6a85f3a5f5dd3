import type { E164 } from '#shared/ids.ts';
import { countryOfNumber, readNumber } from '#shared/phone-number.ts';

/**
 * Whether a CRM field holds this number, whatever its spelling. A national writing is read in the team's country first; where that
 * makes no number of it, in the caller's own country (a French contact kept as `06 12 34 56 78` by a Spanish team).
 */
export function carriesNumber(field: unknown, number: E164, home: string | null): boolean {
  if (typeof field !== 'string' || field.length > 80) return false;
  const atHome = readNumber(field, home ?? '');
  if (atHome.ok) return atHome.number === number;
  const abroad = readNumber(field, countryOfNumber(number) ?? '');
  return abroad.ok && abroad.number === number;
}
