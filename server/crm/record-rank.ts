import type { CrmRecord } from '#shared/crm/crm-record.ts';
import type { FoundRecord } from './crm-writes.ts';

/** A record that was found, with the numbers it carries, as they are written there. */
export interface Candidate {
  record: CrmRecord;
  numbers: string[];
}

const MOST = 10;
/** Fewer digits stand in every number. */
const FEWEST_DIGITS = 3;

/**
 * Those whose name, company or number contains what was typed, best first, at most ten: names that begin with it, names with a word that
 * begins with it, names, companies, numbers. Accents and case do not count; of several words each has to be found.
 */
export function bestRecords(text: string, candidates: readonly Candidate[]): FoundRecord[] {
  const ranked = candidates.flatMap((candidate) => {
    const rank = rankOf(text, candidate);
    return rank === null ? [] : [{ record: { ...candidate.record, numbers: candidate.numbers }, rank }];
  });
  // Two questions may have found the same one.
  const once = new Map(ranked.map((entry) => [`${entry.record.ref.kind} ${entry.record.ref.id}`, entry]));
  return [...once.values()]
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, MOST)
    .map(({ record }) => record);
}

/** 0 is best; null: it does not fit. */
function rankOf(text: string, { record, numbers }: Candidate): number | null {
  const wanted = plain(text);
  const name = plain(record.name);
  if (name.startsWith(wanted)) return 0;
  if (name.includes(` ${wanted}`)) return 1;
  if (name.includes(wanted)) return 2;
  const company = plain(record.company ?? '');
  const words = wanted.split(' ');
  if (words.every((word) => ` ${name}`.includes(` ${word}`))) return 3;
  if (words.every((word) => name.includes(word) || company.includes(word))) return 4;
  return carries(numbers, text) ? 5 : null;
}

/** `612 34` is in `+34 612 345 678`: digits alone count, and a national zero in front does not. */
function carries(numbers: readonly string[], text: string): boolean {
  if (/\p{L}/u.test(text)) return false;
  const digits = text.replace(/\D/g, '').replace(/^0+/, '');
  return digits.length >= FEWEST_DIGITS && numbers.some((number) => number.replace(/\D/g, '').includes(digits));
}

const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
