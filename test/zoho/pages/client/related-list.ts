import type { RelatedView } from '#test/zoho/pages/page-view.ts';
import { closedList, openList } from './activity-list.ts';
import { h } from './dom.ts';
import { filesTable } from './files-table.ts';
import { whenSeen } from './lazy.ts';
import { notesList } from './notes-list.ts';
import type { PageContext } from './page-context.ts';
import { rows } from './table.ts';

export function relatedCount(list: RelatedView): number {
  switch (list.kind) {
    case 'table':
      return list.rows.length;
    case 'notes':
      return list.notes.length;
    case 'files':
      return list.files.length;
    case 'open':
      return list.columns.reduce((sum, { activities }) => sum + activities.length, 0);
    case 'closed':
      return list.activities.length;
  }
}

/** All lists below a record. */
export const relatedBoxes = (related: readonly RelatedView[], context: PageContext): HTMLElement =>
  h('div', { class: 'relatedLists' }, ...related.map((list) => relatedBox(list, context)));

/** A related list: its heading at once, its rows when it is scrolled to. */
function relatedBox(list: RelatedView, context: PageContext): HTMLElement {
  const count = h('span', { class: 'count' }, String(relatedCount(list)));
  const head = h('h2', { class: 'boxTitle' }, list.title, count);
  const body = whenSeen(h('div', { class: 'relatedRows' }), '', () => content(list, context));
  return h('section', { class: 'box relatedList', id: `related_${list.id}`, 'data-zcqa': list.id }, head, body);
}

function content(list: RelatedView, context: PageContext): HTMLElement {
  switch (list.kind) {
    case 'table':
      return rows(list, context);
    case 'notes':
      return notesList(list.notes, context);
    case 'files':
      return filesTable(list.files, context);
    case 'open':
      return openList(list.columns, context);
    case 'closed':
      return closedList(list.activities, context);
  }
}
