import type { RecordView } from '#test/zoho/pages/page-view.ts';
import type { PageContext } from './page-context.ts';
import { loadRecord } from './page-data.ts';
import { type RecordMode, relatedNav, timeline } from './record-page.ts';
import { relatedBoxes } from './related-list.ts';

/** Loads the lists below a record again and shows what has changed, without moving the page. */
export async function renewRelated(
  page: HTMLElement,
  record: RecordView,
  mode: RecordMode,
  context: PageContext,
): Promise<void> {
  const now = await loadRecord(record.module, record.id).catch(() => 'gone' as const);
  if (now === 'gone' || !page.isConnected || JSON.stringify(now.related) === JSON.stringify(record.related)) return;
  record.related = now.related;
  record.timeline = now.timeline;
  page.querySelector('.relatedNav')?.replaceWith(relatedNav(now.related, mode, context));
  page.querySelector('.relatedLists')?.replaceWith(relatedBoxes(now.related, context));
  page.querySelector('.timeline')?.replaceWith(timeline(now));
}
