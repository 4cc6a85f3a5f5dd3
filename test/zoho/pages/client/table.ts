import type { TableView } from '#test/zoho/pages/page-view.ts';
import { cellElement } from './cell.ts';
import { h } from './dom.ts';
import { whenSeen } from './lazy.ts';
import type { PageContext } from './page-context.ts';

/** A related list: its heading at once, its rows when it is scrolled to. */
export function relatedList(table: TableView, context: PageContext): HTMLElement {
  const head = h('h2', { class: 'boxTitle' }, table.title, h('span', { class: 'count' }, String(table.rows.length)));
  const body = whenSeen(h('div', { class: 'relatedRows' }), '', () => rows(table, context));
  return h('section', { class: 'box relatedList', id: `related_${table.id}`, 'data-zcqa': table.id }, head, body);
}

/** The rows of a list as a plain table. */
export function rows(table: TableView, context: PageContext): HTMLElement {
  if (table.rows.length === 0) return h('p', { class: 'emptyValue' }, context.session.words.empty);
  const head = h('tr', {}, ...table.columns.map((column) => h('th', {}, column)));
  const body = table.rows.map((row) => h('tr', {}, ...row.map((cell) => h('td', {}, cellElement(cell, context)))));
  return h('table', { class: 'rows' }, h('thead', {}, head), h('tbody', {}, ...body));
}
