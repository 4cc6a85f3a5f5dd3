import type { CrmPage } from './crm-page.ts';
import { fieldLabel } from './field-label.ts';
import type { Detector, Found } from './find-numbers.ts';

const NONE: readonly Found[] = [];

/** The numbers of one text node that get an icon: detected, not masked, not in something that is being edited. */
export function numbersIn(text: Text, detect: Detector, crm: CrmPage): readonly Found[] {
  const parent = text.parentElement;
  if (!parent) return NONE;
  const linked = detectLinked(text, parent, detect);
  const found = linked ?? detect(text.data, () => (crm.phoneField(parent) ? PHONE : fieldLabel(text)));
  if (found.length === 0 || isEdited(parent) || crm.isMasked(parent)) return NONE;
  return found;
}

/** What labels say "phone" in the detector's own words. */
const PHONE = 'phone';

/** A `tel:` link says itself what its text calls, whatever that text looks like. */
function detectLinked(text: Text, parent: Element, detect: Detector): readonly Found[] | undefined {
  const link = parent.closest('a[href]');
  const href = link?.getAttribute('href') ?? '';
  if (!link || !/^(?:tel|callto):/i.test(href)) return undefined;
  const number = detect(`tel:${decoded(href.slice(href.indexOf(':') + 1))}`)[0];
  if (!number) return undefined;
  // One icon for each link, after its last words.
  if (text !== lastText(link)) return NONE;
  const end = text.data.trimEnd().length;
  const start = text.data.length - text.data.trimStart().length;
  return start < end ? [{ ...number, start, end }] : NONE;
}

function decoded(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}

function lastText(link: Element): Text | undefined {
  const walker = document.createTreeWalker(link, NodeFilter.SHOW_TEXT);
  let last: Text | undefined;
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (node instanceof Text && node.data.trim()) last = node;
  return last;
}

const isEdited = (element: Element): boolean =>
  (element instanceof HTMLElement && element.isContentEditable) ||
  element.closest('[role="textbox"], [role="searchbox"], [role="spinbutton"], textarea') !== null;
