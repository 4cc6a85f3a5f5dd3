import type { CrmPage } from './crm-page.ts';
import type { LabelReader } from './field-label.ts';
import type { Detector, Found } from './find-numbers.ts';
import { callingCodeOf } from './number-plan.ts';
import { parentOf } from './place.ts';

export interface PageFinder {
  detect: Detector;
  crm: CrmPage;
  labels: LabelReader;
}

const NONE: readonly Found[] = [];
/** What the detector takes for the name of a phone field. */
const PHONE = 'phone';
/** Longer than a country code and its brackets. */
const LONGEST_CODE = 6;
const CALLS = /^\s*(?:tel|callto):/i;

/** The numbers of one text node that get an icon: detected, not masked, not in something that is being edited. */
export function numbersIn(text: Text, { detect, crm, labels }: PageFinder): readonly Found[] {
  const parent = parentOf(text);
  if (!parent) return NONE;
  const found =
    withCodeBefore(text, detect) ?? detect(text.data, () => (crm.phoneField(parent) ? PHONE : labels.labelOf(text)));
  if (found.length === 0) return NONE;
  const link = callingLink(parent);
  // A link that calls is shown as one number: see `numberOfLink`.
  return isLeftAlone(parent, crm) || (link && calledBy(link, detect)) ? NONE : found;
}

/** The number that a text is with the country code that stands apart before it: read without, it would be somebody else's. */
function withCodeBefore(text: Text, detect: Detector): readonly Found[] | undefined {
  const from = text.data.search(/\S/);
  const code = /[(\d]/.test(text.data[from] ?? '') ? codeBefore(text) : undefined;
  if (!code) return undefined;
  const [first, ...more] = detect(code + text.data);
  if (first?.start !== 0) return undefined;
  const moved = more.map((one) => ({ ...one, start: one.start - code.length, end: one.end - code.length }));
  return [{ ...first, start: from, end: first.end - code.length }, ...moved];
}

/** `+351 ` where an element or a text right before this one, on its line, is no more than that. */
function codeBefore(text: Text): string | undefined {
  let before = '';
  for (let node: Node | null = text; node && !isLine(node); node = node.parentNode)
    for (let one = node.previousSibling; one; one = one.previousSibling) {
      if (!(one instanceof Comment)) before = `${one.textContent}${before}`;
      const code = /\+\s*(\d{1,3})\s*\)?\s*$/.exec(before)?.[1];
      if (code) return callingCodeOf(code) === code ? `+${code} ` : undefined;
      if (before.trim().length > LONGEST_CODE) return undefined;
    }
  return undefined;
}

/** Whether what stands before an element stands on another line, or in another cell. */
function isLine(node: Node): boolean {
  if (!(node instanceof Element)) return !(node instanceof Text);
  return (
    /^(?:block|list-item|table)/.test(getComputedStyle(node).display) &&
    !(node.parentElement && /flex/.test(getComputedStyle(node.parentElement).display))
  );
}

/** What a `tel:` link calls, at the words that show it or its last ones: it says so itself, whatever its text looks like. */
export function numberOfLink(
  link: Element,
  { detect, crm }: PageFinder,
): { text: Text; found: readonly Found[] } | undefined {
  if (!calls(link) || isLeftAlone(link, crm)) return undefined;
  const number = calledBy(link, detect);
  const text = number && wordsOf(link, detect);
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

function calledBy(link: Element, detect: Detector): Found | undefined {
  const href = link.getAttribute('href') ?? '';
  return detect(`tel:${decoded(href.slice(href.indexOf(':') + 1))}`)[0];
}

function decoded(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}

/** After the number there may be a drawing's title, or words for screen readers: nobody would see an icon there. */
function wordsOf(link: Element, detect: Detector): Text | undefined {
  const walker = document.createTreeWalker(link, NodeFilter.SHOW_TEXT);
  let last: Text | undefined;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!(node instanceof Text) || !node.data.trim()) continue;
    if (detect(node.data, () => PHONE).length > 0) return node;
    if (!last || node.parentElement?.checkVisibility()) last = node;
  }
  return last;
}

const isLeftAlone = (element: Element, crm: CrmPage): boolean =>
  (element instanceof HTMLElement && element.isContentEditable) ||
  element.closest('[role="textbox"], [role="searchbox"], [role="spinbutton"], textarea') !== null ||
  crm.isMasked(element);
