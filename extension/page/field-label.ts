import { parentOf } from './place.ts';

const LONGEST_LABEL = 60;
const LEVELS = 5;
/** Texts before a value that are looked at. */
const MOST_BEFORE = 4;

/** Finds the words that name a value. Keeps the heads of tables until it is told to forget them. */
export interface LabelReader {
  /**
   * The words that name the value a text stands for: its column's head, the `<dt>` or `<label>` before it, an `aria-label`. Empty when
   * the page names it nowhere near.
   */
  labelOf(text: Text): string;
  /** The page has changed. */
  forget(): void;
}

export function createLabelReader(): LabelReader {
  let heads = new WeakMap<Element, readonly string[]>();

  function columnHead(cell: Element, row: Element): string {
    const table = row.closest('table, [role="table"], [role$="grid"], lyte-exptable');
    let names = table ? heads.get(table) : [];
    if (table && !names) {
      names = headsOf(table);
      heads.set(table, names);
    }
    const name = names?.[columnOf(cell)];
    const [first] = row.children;
    return name ?? (first?.localName === 'th' ? short(first.textContent) : '');
  }

  return {
    labelOf(text) {
      const parent = parentOf(text);
      if (!parent) return '';
      const cell = parent.closest('td, [role$="cell"], lyte-exptable-td');
      const head = cell?.parentElement ? columnHead(cell, cell.parentElement) : '';
      return head || nearestLabel(parent, text);
    },
    forget() {
      heads = new WeakMap();
    },
  };
}

/** The words over each column, from the last row of heads at the top. */
function headsOf(table: Element): readonly string[] {
  let row = table.querySelector(ROW);
  while (row?.nextElementSibling && isHeads(row.nextElementSibling)) row = row.nextElementSibling;
  const names: string[] = [];
  if (!row || !isHeads(row)) return names;
  for (const head of row.children) {
    const column = columnOf(head);
    for (let i = 0; i < widthOf(head); i++) names[column + i] = short(head.textContent);
  }
  return names;
}

/** A row that only begins with a head names itself, not its columns. */
const isHeads = (row: Element): boolean =>
  [...row.children].slice(row.children.length > 1 ? 1 : 0).some((cell) => cell.matches(HEAD));

const ROW = 'tr, [role="row"], lyte-exptable-tr';
const HEAD = 'th, [role="columnheader"], lyte-exptable-th';

/** Which column a cell stands in; a table that draws only some of them counts them itself. */
function columnOf(cell: Element): number {
  const told = Number(cell.getAttribute('aria-colindex'));
  if (told) return told;
  let column = 0;
  for (let before = cell.previousElementSibling; before; before = before.previousElementSibling)
    column += widthOf(before);
  return column;
}

const widthOf = (cell: Element): number => (cell instanceof HTMLTableCellElement ? cell.colSpan : 1);

function nearestLabel(parent: Element, text: Text): string {
  let element: Element = parent;
  for (let level = 0; level < LEVELS; level++) {
    const own =
      element.getAttribute('aria-label') ?? element.getAttribute('data-label') ?? element.getAttribute('title');
    const name = own && withoutValue(own, text.data);
    if (name) return name;
    const before = textBefore(element);
    if (before) return before;
    const above = parentOf(element);
    if (!above || ENDS.has(element.localName)) return '';
    element = above;
  }
  return '';
}

/** Beyond these, what stands before is the name of something else. */
const ENDS = new Set(['tr', 'td', 'dl', 'section', 'fieldset', 'form', 'body']);

function textBefore(element: Element): string {
  let looked = 0;
  for (let node = element.previousSibling; node && looked < MOST_BEFORE; node = node.previousSibling) {
    const text = textOf(node);
    if (!text) continue;
    const words = short(text);
    if (words) return words;
    looked++;
  }
  return '';
}

/** Its text, read no further than one sees that it is too long for a label. */
function textOf(node: Node): string {
  if (node instanceof Text) return tidy(node.data);
  if (!(node instanceof Element)) return '';
  let text = '';
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  for (let inside = walker.nextNode(); inside; inside = walker.nextNode()) {
    if (inside instanceof Text) text += inside.data;
    if (text.length > LONGEST_LABEL && tidy(text).length > LONGEST_LABEL) break;
  }
  return tidy(text);
}

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** `aria-label="Phone +34 …"` names the field and repeats its value. */
const withoutValue = (label: string, value: string): string => short(label.replace(value.trim(), ''));

/** Text that is long enough for a paragraph is no label; nor is another value. */
function short(text: string | null | undefined): string {
  const words = tidy(text ?? '');
  return words.length <= LONGEST_LABEL && /\p{L}/u.test(words) ? words : '';
}
