import type { CellView, ListView } from '#test/zoho/pages/page-view.ts';
import { cellElement } from './cell.ts';
import { h } from './dom.ts';
import type { PageContext } from './page-context.ts';

/** A module's list view: `#listcrux lyte-exptable-tr`, phones in `.lv_data_phone`. */
export function listPage(list: ListView, context: PageContext): HTMLElement {
  const { words } = context.session;
  const heads = list.columns.map((column) => h('lyte-exptable-th', {}, column.label));
  const lines = list.rows.map((row) =>
    h(
      'lyte-exptable-tr',
      { 'data-zcqa': row.id },
      h('lyte-exptable-td', { class: 'check' }, h('input', { type: 'checkbox', 'aria-label': row.cells[0]?.text })),
      ...row.cells.map((cell, at) =>
        listCell(cell, list.columns[at]?.label ?? '', at === 0 ? row.href : null, context),
      ),
    ),
  );
  const table = h(
    'lyte-exptable',
    {},
    h('lyte-exptable-tr', { class: 'heads' }, h('lyte-exptable-th', { class: 'check' }), ...heads),
    ...lines,
  );
  const title = h('h1', {}, `${words.all} · ${list.title}`);
  const total = h('span', { class: 'lastUpdate' }, `${words.totalRecords}: ${list.count}`);
  const create = h('button', { type: 'button', class: 'button primary' }, words.create);
  const body = list.rows.length ? table : h('p', { class: 'emptyValue' }, words.empty);
  return h(
    'div',
    { class: 'listPage' },
    h('header', { class: 'listHeader' }, title, total, create),
    h('div', { id: 'listcrux', class: 'box' }, body),
  );
}

function listCell(cell: CellView, label: string, href: string | null, context: PageContext): HTMLElement {
  const kind = cell.kind === 'phone' ? 'phone' : cell.kind === 'email' ? 'email' : 'textfield';
  const attributes = { class: `lv_data_${kind} cellWrap`, 'aria-label': `${label} ${cell.text}` };
  if (href) return h('lyte-exptable-td', attributes, h('div', {}, h('a', { href, class: 'recordLink' }, cell.text)));
  // A number in a list is plain text in its own span, without the record page's component.
  const value = cell.kind === 'phone' ? h('span', { class: 'lvPhFld' }, cell.text) : cellElement(cell, context);
  return h('lyte-exptable-td', attributes, h('div', {}, value));
}
