import type { FieldView, RecordView, RelatedView, SectionView } from '#test/zoho/pages/page-view.ts';
import { cellElement, inputElement } from './cell.ts';
import { h, icon, iconButton } from './dom.ts';
import { whenSeen } from './lazy.ts';
import type { PageContext } from './page-context.ts';
import { relatedBoxes, relatedCount } from './related-list.ts';

/** How the page is shown: Zoho's standard layout or a canvas, read or edited. */
export interface RecordMode {
  canvas: boolean;
  editing: boolean;
  edit(): void;
  cancel(): void;
  /** Looks whether there is something new in the lists below. */
  refresh(): void;
  /** Gets the typed values by API name. */
  save(values: Record<string, string>): void;
}

/** A record's page. */
export function recordPage(record: RecordView, mode: RecordMode, context: PageContext): HTMLElement {
  const { words } = context.session;
  const sections = record.sections.map((section) => sectionBox(section, mode, context));
  const details = h('div', { class: 'details' }, ...sections);
  const toggle = h('button', { type: 'button', class: 'plain' }, words.hideDetails);
  toggle.addEventListener('click', () => {
    details.hidden = !details.hidden;
    toggle.textContent = details.hidden ? words.showDetails : words.hideDetails;
  });
  const main = h(
    'div',
    { class: 'recordMain' },
    tabs(record, context),
    h(
      'div',
      { class: 'overview' },
      cardBox(record, mode, context),
      toggle,
      details,
      relatedBoxes(record.related, context),
    ),
    timeline(record),
  );
  return h(
    'div',
    { class: mode.canvas ? 'recordPage canvasView' : 'recordPage', 'data-module': record.module, 'data-id': record.id },
    header(record, mode, context),
    h('div', { class: 'recordBody' }, relatedNav(record.related, mode, context), main),
  );
}

function header(record: RecordView, mode: RecordMode, context: PageContext): HTMLElement {
  const { words } = context.session;
  const initial = [...record.title].find((letter) => /\p{L}/u.test(letter)) ?? '?';
  const subtitle = record.subtitle;
  const name = h('h1', { id: 'headervalue_LASTNAME' }, record.title);
  if (subtitle) {
    const text = subtitle.href ? h('a', { href: subtitle.href }, subtitle.text) : h('span', {}, subtitle.text);
    name.append(h('span', { class: 'subtitle' }, ' – ', text));
  }
  return h(
    'header',
    { class: 'recordHeader' },
    link('back', words.back, record.list),
    h('span', { class: 'face big' }, initial.toUpperCase()),
    h('div', { class: 'recordName' }, name, h('span', { class: 'addTags' }, icon('plus'), words.addTags)),
    ...(mode.editing ? editButtons(mode, context) : viewButtons(mode, context)),
    link('back', words.previous, record.previous),
    link('forward', words.next, record.next),
  );
}

function link(name: 'back' | 'forward', label: string, href: string | null): HTMLElement {
  const button = h('a', { class: 'iconButton', href, title: label, 'aria-label': label }, icon(name));
  if (href === null) button.setAttribute('aria-disabled', 'true');
  return button;
}

function viewButtons(mode: RecordMode, { session }: PageContext): HTMLElement[] {
  const edit = h('button', { type: 'button', class: 'button', 'data-zcqa': 'detail_edit' }, session.words.edit);
  edit.addEventListener('click', mode.edit);
  const mail = h('button', { type: 'button', class: 'button primary' }, session.words.sendMail);
  return [mail, edit, moreActions(session.words)];
}

/** Opens and closes; its entries are for the look of the page alone. */
function moreActions(words: PageContext['session']['words']): HTMLElement {
  const names = ['Clone', 'Share', 'Delete', 'Print', 'Merge', 'MailMerge', 'BusinessCard', 'Layout'] as const;
  const entries = names.map((name) => h('li', {}, h('button', { type: 'button' }, words[`menu${name}`])));
  const menu = h('ul', { class: 'lyteMenu', hidden: '' }, ...entries);
  const button = iconButton('more', words.more, 'bordered');
  button.addEventListener('click', () => {
    menu.hidden = !menu.hidden;
  });
  return h('span', { class: 'menuHolder' }, button, menu);
}

function editButtons(mode: RecordMode, { session }: PageContext): HTMLElement[] {
  const cancel = h('button', { type: 'button', class: 'button', 'data-zcqa': 'detail_cancel' }, session.words.cancel);
  const save = h('button', { type: 'button', class: 'button primary', 'data-zcqa': 'detail_save' }, session.words.save);
  cancel.addEventListener('click', mode.cancel);
  save.addEventListener('click', () => {
    const inputs = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('.details .lyteInputField');
    mode.save(Object.fromEntries([...inputs].map((input) => [input.dataset.zcqa ?? '', input.value])));
  });
  return [cancel, save];
}

function tabs(record: RecordView, { session: { words } }: PageContext): HTMLElement {
  const tab = (label: string, chosen: boolean) =>
    h('button', { type: 'button', role: 'tab', 'aria-selected': String(chosen) }, label);
  const both = [tab(words.overview, true), tab(words.timeline, false)];
  both.forEach((button, n) => {
    button.addEventListener('click', () => {
      for (const other of both) other.setAttribute('aria-selected', String(other === button));
      button.closest('.recordMain')?.classList.toggle('showTimeline', n === 1);
    });
  });
  const update = h('span', { class: 'lastUpdate' }, `${words.lastUpdate}: ${record.lastUpdate}`);
  return h('div', { class: 'recordTabs', role: 'tablist' }, ...both, update);
}

/** The facts on top; they stay readable while the sections below are edited. */
function cardBox(record: RecordView, mode: RecordMode, context: PageContext): HTMLElement {
  const readOnly = { ...mode, editing: false };
  return h('section', { class: 'box businessCard' }, ...record.card.map((f) => fieldRow(f, readOnly, context, true)));
}

function sectionBox(section: SectionView, mode: RecordMode, context: PageContext): HTMLElement {
  const fields = section.fields.map((field) => fieldRow(field, mode, context, false));
  const grid = h('div', { class: section.id === 'description' ? 'fields wide' : 'fields' }, ...fields);
  return h(
    'section',
    { class: 'box', id: `section_${section.id}` },
    h('h2', { class: 'boxTitle' }, section.title),
    grid,
  );
}

function fieldRow(field: FieldView, mode: RecordMode, context: PageContext, atOnce: boolean): HTMLElement {
  const shown = () => cellElement(field, context);
  const value = h('div', { class: 'cxElementValue' });
  if (mode.editing && field.editable) value.append(inputElement(field.api, field.label, field));
  else if (atOnce) value.append(shown());
  else whenSeen(value, field.text, shown);
  return h(
    'div',
    { class: 'fieldRow', 'data-zcqa': field.api },
    h('div', { class: 'cxElementLabel' }, field.label),
    value,
  );
}

/** The names of the lists below, with how much is in each. */
export function relatedNav(related: readonly RelatedView[], mode: RecordMode, { session }: PageContext): HTMLElement {
  const entries = related.map((list) => {
    const count = h('span', { class: 'count' }, String(relatedCount(list)));
    const button = h('button', { type: 'button' }, list.title, count);
    button.addEventListener('click', () => document.getElementById(`related_${list.id}`)?.scrollIntoView());
    return button;
  });
  const refresh = iconButton('refresh', session.words.refresh, 'small');
  refresh.dataset.zcqa = 'related_refresh';
  refresh.addEventListener('click', mode.refresh);
  return h('aside', { class: 'relatedNav' }, h('h2', {}, session.words.relatedList, refresh), ...entries);
}

/** What happened to the record. */
export function timeline(record: RecordView): HTMLElement {
  const items = record.timeline.map(({ when, text, by }) =>
    h('li', {}, h('span', { class: 'when' }, when), h('span', {}, text), h('span', { class: 'by' }, by)),
  );
  return h('ol', { class: 'box timeline' }, ...items);
}
