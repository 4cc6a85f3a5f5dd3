import type { HomeView } from '#test/zoho/pages/page-view.ts';
import { h } from './dom.ts';
import type { PageContext } from './page-context.ts';
import { rows } from './table.ts';

/** The page one lands on. */
export function homePage(home: HomeView, context: PageContext): HTMLElement {
  const boxes = home.tables.map((table) =>
    h(
      'section',
      { class: 'box' },
      h('h2', { class: 'boxTitle' }, table.title, h('span', { class: 'count' }, String(table.rows.length))),
      rows(table, context),
    ),
  );
  return h('div', { class: 'homePage' }, h('h1', {}, home.greeting), h('div', { class: 'homeBoxes' }, ...boxes));
}
