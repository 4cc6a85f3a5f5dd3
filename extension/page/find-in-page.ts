import type { CrmPage } from './crm-page.ts';
import type { LabelReader } from './field-label.ts';
import type { Detector, Found } from './find-numbers.ts';

export interface PageFinder {
  detect: Detector;
  crm: CrmPage;
  labels: LabelReader;
}

const NONE: readonly Found[] = [];
/** What the detector takes for the name of a phone field. */
const PHONE = 'phone';
const CALLS = /^\s*(?:tel|callto):/i;

/** The numbers of one text node that get an icon: detected, not masked, not in something that is being edited. */
export function numbersIn(text: Text, { detect, crm, labels }: PageFinder): readonly Found[] {
  const parent = text.parentElement;
  if (!parent) return NONE;
  const found = detect(text.data, () => (crm.phoneField(parent) ? PHONE : labels.labelOf(text)));
  if (found.length === 0) return NONE;
  // A link that calls is shown as one number: see `numberOfLink`.
  return isLeftAlone(parent, crm) || callingLink(parent) ? NONE : found;
}

/** What a `tel:` link calls, at its last words: it says so itself, whatever its text looks like. */
export function numberOfLink(
  link: Element,
  { detect, crm }: PageFinder,
): { text: Text; found: readonly Found[] } | undefined {
  if (!calls(link) || isLeftAlone(link, crm)) return undefined;
  const href = link.getAttribute('href') ?? '';
  const number = detect(`tel:${decoded(href.slice(href.indexOf(':') + 1))}`)[0];
  const text = number && lastText(link);
  if (!text) return undefined;
  const start = text.data.length - text.data.trimStart().length;
  return { text, found: [{ ...number, start, end: text.data.trimEnd().length }] };
}

/** The link around an element that calls a number, if it stands in one. */
export function callingLink(element: Element): Element | undefined {
  const link = element.closest('a[href]');
  return link && calls(link) ? link : undefined;
}

const calls = (link: Element): boolean => CALLS.test(link.getAttribute('href') ?? '');

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

const isLeftAlone = (element: Element, crm: CrmPage): boolean =>
  (element instanceof HTMLElement && element.isContentEditable) ||
  element.closest('[role="textbox"], [role="searchbox"], [role="spinbutton"], textarea') !== null ||
  crm.isMasked(element);
