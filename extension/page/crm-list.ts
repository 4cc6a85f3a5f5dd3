import type { ListRow } from '#extension/wire/page-contract.ts';
import type { E164 } from '#shared/ids.ts';
import type { CrmPage } from './crm-page.ts';
import type { PageNumber } from './number-book.ts';

const MOST_ROWS = 500;
const LONGEST_NAME = 200;

/**
 * The list that the page shows, read when a record is opened or called from it: whom "Save & call next" calls stands in it. Empty on a
 * record's own page, whose related records are no list to call through.
 */
export function listRows(crm: CrmPage, at: Element, numbers: Iterable<PageNumber>): ListRow[] {
  const opened = crm.record(new URL(location.href)) ? null : crm.recordAt(at);
  if (!opened) return [];
  const rows = new Map<string, ListRow>();
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href]')) {
    const record = URL.canParse(link.href) ? crm.record(new URL(link.href)) : null;
    if (record?.kind !== opened.kind || rows.size >= MOST_ROWS) continue;
    const name = (link.textContent ?? '').trim().slice(0, LONGEST_NAME);
    const row = rows.get(record.id);
    if (!row) rows.set(record.id, { record, name, number: null });
    else row.name ||= name;
  }
  for (const { element, e164 } of numbers) {
    const record = crm.recordAt(element);
    const row = record?.kind === opened.kind ? rows.get(record.id) : undefined;
    // What the detector reads is one; the background checks it once more.
    if (row) row.number ??= e164 as E164;
  }
  return [...rows.values()];
}
