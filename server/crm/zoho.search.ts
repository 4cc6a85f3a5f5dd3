import type { CrmRecord, RecordKind, RecordRef } from '#shared/crm/crm-record.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import type { TokenOwner } from './crm.ts';
import type { CrmWrites } from './crm-writes.ts';
import { bestRecords, type Candidate } from './record-rank.ts';
import { MODULES, SEARCHED, toRecord } from './zoho.modules.ts';
import type { ZohoReader } from './zoho.request.ts';
import { recordsReplySchema } from './zoho.schema.ts';

/** Zoho finds more than we show, and not in our order. */
const PER_MODULE = 50;
const LONGEST_TEXT = 80;

/**
 * Zoho's word search, which looks in every field, narrowed to what the contract promises; and its search by phone where digits alone
 * were typed, which finds them in the middle of a number too.
 */
export function openZohoSearch(
  reader: ZohoReader,
  phoneFieldsOf: (kind: RecordKind) => Promise<string[]>,
  recordUrl: (ref: RecordRef) => string,
): CrmWrites['searchRecords'] {
  async function searchModule(owner: TokenOwner, kind: RecordKind, text: string): Promise<Result<Candidate[]>> {
    const phones = await phoneFieldsOf(kind);
    const queries: Record<string, string>[] = [{ word: text }];
    if (/^[\d\s+()./-]+$/.test(text)) queries.push({ phone: text });
    const found = new Map<string, Candidate>();
    for (const query of queries) {
      const path = `/${MODULES[kind]}/search`;
      const reply = await reader.read(owner, path, { ...query, per_page: String(PER_MODULE) }, recordsReplySchema);
      if (!reply.ok) return reply;
      for (const row of reply.value?.data ?? []) {
        const numbers = phones.map((field) => row[field]).filter((value) => typeof value === 'string');
        found.set(row.id, { record: toRecord(kind, row, recordUrl), numbers });
      }
    }
    return ok([...found.values()]);
  }

  return async (owner, typed): Promise<Result<CrmRecord[]>> => {
    const text = typed.replace(/\s+/g, ' ').trim().slice(0, LONGEST_TEXT);
    if (text.length < 2) return ok([]);
    const found = await Promise.all(SEARCHED.map((kind) => searchModule(owner, kind, text)));
    const candidates = found.flatMap((result) => (result.ok ? result.value : []));
    const failure = found.find((result) => !result.ok);
    // One module that may not be read (a role without Leads) hides nothing of the others.
    if (candidates.length === 0 && failure && !failure.ok) return failed(failure.problem);
    return ok(bestRecords(text, candidates));
  };
}
