const LONGEST_LABEL = 60;
const LEVELS = 5;
/** Texts before a value that are looked at. */
const MOST_BEFORE = 4;

/**
 * The words that name the value a text stands for: its column's head, the `<dt>` or `<label>` before it, an `aria-label`. Empty when the
 * page names it nowhere near.
 */
export function fieldLabel(text: Text): string {
  const parent = text.parentElement;
  if (!parent) return '';
  const head = columnHead(parent);
  if (head) return head;
  let element: Element = parent;
  for (let level = 0; level < LEVELS; level++) {
    const own =
      element.getAttribute('aria-label') ?? element.getAttribute('data-label') ?? element.getAttribute('title');
    const name = own && withoutValue(own, text.data);
    if (name) return name;
    const before = textBefore(element);
    if (before) return before;
    if (!element.parentElement || element.matches('tr, dl, section, fieldset, form, body')) return '';
    element = element.parentElement;
  }
  return '';
}

function columnHead(element: Element): string {
  const cell = element.closest('td, [role="cell"], [role="gridcell"], lyte-exptable-td');
  const row = cell?.parentElement;
  if (!cell || !row) return '';
  const headedRow = row.querySelector(':scope > th');
  if (headedRow) return short(headedRow.textContent);
  const table = row.closest('table, [role="table"], [role="grid"], lyte-exptable');
  const heads = table?.querySelector('tr, [role="row"], lyte-exptable-tr');
  if (!heads || heads === row) return '';
  return short(heads.children[[...row.children].indexOf(cell)]?.textContent);
}

/** What stands before it, nearest first; only so far: a list has thousands of rows, and the far ones name nothing here. */
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
