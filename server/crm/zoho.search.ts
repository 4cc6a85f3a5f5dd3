import type { CrmRecord, RecordKind, RecordRef } from '#shared/crm/crm-record.ts';
import { ok, type Result } from '#shared/result.ts';
import type { CrmWrites, FoundRecord } from './crm-writes.ts';
import { bestRecords, type Candidate } from './record-rank.ts';
import type { TokenOwner } from './token-owner.ts';
import { MODULES, SEARCHED, toRecord } from './zoho.modules.ts';
import type { ZohoReader } from './zoho.request.ts';
import { recordsReplySchema } from './zoho.schema.ts';
import { together } from './zoho.together.ts';

/** Zoho finds more than we show, and not in our order. */
const PER_MODULE = 50;
const LONGEST_TEXT = 80;
/** Zoho's own, for `word`. */
const SHORTEST_TEXT = 2;
const MOST_WORDS = 3;
const DIGITS = /^[\d\s+()./-]+$/;

type Query = Record<string, string>;

/**
 * Zoho's word search, which looks in every field, narrowed to what the contract promises; and its search by phone where digits alone
 * were typed, which finds them in the middle of a number too. `byNumber`: who has a number that was typed in whole, however it is
 * stored; an empty list for a text that is none.
 */
export function openZohoSearch(
  reader: ZohoReader,
  phoneFieldsOf: (kind: RecordKind) => Promise<string[]>,
  byNumber: (owner: TokenOwner, text: string) => Promise<Result<CrmRecord[]>>,
  recordUrl: (ref: RecordRef) => string,
): CrmWrites['searchRecords'] {
  async function ask(owner: TokenOwner, kind: RecordKind, queries: Query[]): Promise<Result<Candidate[]>> {
    const phones = await phoneFieldsOf(kind);
    const found: Candidate[] = [];
    for (const query of queries) {
      const path = `/${MODULES[kind]}/search`;
      const reply = await reader.read(owner, path, { ...query, per_page: String(PER_MODULE) }, recordsReplySchema);
      if (!reply.ok) return reply;
      for (const row of reply.value?.data ?? []) {
        const numbers = phones.map((field) => row[field]).filter((value) => typeof value === 'string');
        found.push({ record: toRecord(kind, row, recordUrl), numbers });
      }
    }
    return ok(found);
  }

  /** The text as a whole first; where that finds nothing, its words, since Zoho's fields may have them in another order or field. */
  async function searchModule(owner: TokenOwner, kind: RecordKind, text: string): Promise<Result<Candidate[]>> {
    const whole = await ask(owner, kind, DIGITS.test(text) ? numberQueries(text) : [{ word: text }]);
    if (!whole.ok || whole.value.length > 0 || DIGITS.test(text)) return whole;
    const words = text.split(' ').filter((word) => word.length >= SHORTEST_TEXT);
    return words.length > 1
      ? ask(
          owner,
          kind,
          words.slice(0, MOST_WORDS).map((word) => ({ word })),
        )
      : whole;
  }

  return async (owner, typed): Promise<Result<FoundRecord[]>> => {
    const text = typed.replace(/\s+/g, ' ').trim().slice(0, LONGEST_TEXT);
    if (text.length < SHORTEST_TEXT) return ok([]);
    const number = DIGITS.test(text) ? await byNumber(owner, text) : ok([]);
    if (number.ok && number.value.length > 0) return number;
    const found = together(await Promise.all(SEARCHED.map((kind) => searchModule(owner, kind, text))));
    return found.ok ? ok(bestRecords(text, found.value)) : found;
  };
}

/** Zoho compares a number as it is stored: as typed, without anything between the digits, and in groups of three. */
function numberQueries(text: string): Query[] {
  const digits = text.replace(/\D/g, '');
  const spellings = new Set([text, digits, digits.replace(/(\d{3})(?=\d)/g, '$1 ')]);
  return [...spellings].filter((phone) => phone.length >= SHORTEST_TEXT).map((phone) => ({ phone }));
}
