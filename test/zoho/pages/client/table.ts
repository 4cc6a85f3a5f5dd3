import type { TableView } from '#test/zoho/pages/page-view.ts';
import { cellElement } from './cell.ts';
import { h } from './dom.ts';
import type { PageContext } from './page-context.ts';

/** The rows of a list as a plain table. */
export function rows(table: TableView, context: PageContext): HTMLElement {
  if (table.rows.length === 0) return h('p', { class: 'emptyValue' }, context.session.words.empty);
  const head = h('tr', {}, ...table.columns.map((column) => h('th', {}, column)));
  const body = table.rows.map((row) => h('tr', {}, ...row.map((cell) => h('td', {}, cellElement(cell, context)))));
  return h('table', { class: 'rows' }, h('thead', {}, head), h('tbody', {}, ...body));
}
