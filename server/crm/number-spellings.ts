import { parsePhoneNumberFromString } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';
import type { E164 } from '#shared/ids.ts';

/** Enough digits at the end of a number to find few records by, few enough to stand in one piece in most spellings. */
const TAIL_DIGITS = 6;

/**
 * How the end of a number may be written in a CRM field: Zoho's search by phone is "contains" on the text as stored (crm.md A2), so
 * `612345678` does not find `+34 612 345 678`. First the likely spellings, then, for a second try, the rarer ones. What is found is
 * checked in E.164 afterwards, so a spelling may be generous.
 */
export function numberSpellings(number: E164): { likely: string[]; rare: string[] } {
  const parsed = parsePhoneNumberFromString(number, metadata);
  const national = parsed?.nationalNumber ?? number.slice(1);
  // Whatever stands before it: `612 345678`, `0207 946 0958`.
  const end = national.slice(-TAIL_DIGITS);
  const groupings = [
    parsed?.formatNational().match(/\d+/g) ?? [],
    parsed
      ?.formatInternational()
      .replace(/^\+\d+/, '')
      .match(/\d+/g) ?? [],
    groupsFromRight(end, 3),
    groupsFromRight(end, 2),
    groupsFromRight(end, 4),
  ].map(tail);
  const joined = (separator: string) => groupings.map((groups) => groups.join(separator));
  const likely = unique([national, end, ...joined(' '), ...joined('-')]);
  const rare = unique([...joined('.'), ...joined('/'), ...joined('\u00a0')]).filter((text) => !likely.includes(text));
  return { likely, rare };
}

function groupsFromRight(digits: string, size: number): string[] {
  const groups: string[] = [];
  for (let end = digits.length; end > 0; end -= size) groups.unshift(digits.slice(Math.max(0, end - size), end));
  return groups;
}

/** The last groups that hold at least TAIL_DIGITS digits together. */
function tail(groups: string[]): string[] {
  let taken = 0;
  let start = groups.length;
  while (start > 0 && taken < TAIL_DIGITS) taken += groups[--start]?.length ?? 0;
  return groups.slice(start);
}

const unique = (texts: string[]): string[] => [...new Set(texts.filter((text) => text.length >= TAIL_DIGITS))];
