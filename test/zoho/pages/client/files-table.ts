import type { FileView } from '#test/zoho/pages/page-view.ts';
import { h, icon } from './dom.ts';
import { fileLink } from './notes-list.ts';
import type { PageContext } from './page-context.ts';

/** The files of a record as a table. */
export function filesTable(files: readonly FileView[], { session: { words } }: PageContext): HTMLElement {
  if (files.length === 0) return h('p', { class: 'emptyValue' }, words.empty);
  const heads = [words.fileName, words.attachedBy, words.dateAdded, words.size, ''];
  const body = files.map((file) => {
    const name = h('span', { class: 'fileCell' }, icon(file.kind === 'audio' ? 'phone' : 'file'), file.name);
    const cells = [name, file.by, file.at, file.size, fileLink(file, words)];
    return h('tr', {}, ...cells.map((cell) => h('td', {}, cell)));
  });
  return h(
    'table',
    { class: 'rows' },
    h('thead', {}, h('tr', {}, ...heads.map((head) => h('th', {}, head)))),
    h('tbody', {}, ...body),
  );
}
