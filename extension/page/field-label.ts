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
    if (row.firstElementChild?.localName === 'th') return short(row.firstElementChild.textContent);
    const table = row.closest('table, [role="table"], [role="grid"], lyte-exptable');
    if (!table) return '';
    let names = heads.get(table);
    if (!names) {
      const first = table.querySelector('tr, [role="row"], lyte-exptable-tr');
      const isHead = first?.querySelector('th, [role="columnheader"], lyte-exptable-th') ?? null;
      names = isHead && first ? [...first.children].map((head) => short(head.textContent)) : [];
      heads.set(table, names);
    }
    return names.length > 0 ? (names[indexOf(cell, row)] ?? '') : '';
  }

  return {
    labelOf(text) {
      const parent = text.parentElement;
      if (!parent) return '';
      const cell = parent.closest('td, [role="cell"], [role="gridcell"], lyte-exptable-td');
      const head = cell?.parentElement ? columnHead(cell, cell.parentElement) : '';
      return head || nearestLabel(parent, text);
    },
    forget() {
      heads = new WeakMap();
    },
  };
}

const indexOf = (cell: Element, row: Element): number =>
  cell instanceof HTMLTableCellElement ? cell.cellIndex : [...row.children].indexOf(cell);

function nearestLabel(parent: Element, text: Text): string {
  let element: Element = parent;
  for (let level = 0; level < LEVELS; level++) {
    const own =
      element.getAttribute('aria-label') ?? element.getAttribute('data-label') ?? element.getAttribute('title');
    const name = own && withoutValue(own, text.data);
    if (name) return name;
    const before = textBefore(element);
    if (before) return before;
    if (!element.parentElement || ENDS.has(element.localName)) return '';
    element = element.parentElement;
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
