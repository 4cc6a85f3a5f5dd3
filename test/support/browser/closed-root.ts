import type { CDPSession, Page, Protocol } from 'puppeteer-core';
import { eventually } from '#test/support/eventually.ts';

/** An element that a page's scripts can't see, because it stands in a closed shadow root: found and clicked as a person would. */
export interface HiddenElement {
  tag: string;
  /** `aria-label`, else its text. */
  name: string;
  attributes: Record<string, string>;
  backendNodeId: number;
}

/** All elements inside closed shadow roots of the page's main document. */
export async function hiddenElements(page: Page): Promise<HiddenElement[]> {
  return withSession(page, async (session) => {
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
    const found: HiddenElement[] = [];
    collect(root, false, found);
    return found;
  });
}

/** Waits for the hidden element with this name (text or pattern). */
export function hiddenElement(page: Page, name: string | RegExp, tag?: string): Promise<HiddenElement> {
  return eventually(`an element named ${name} in a closed root`, async () =>
    (await hiddenElements(page)).find((element) => (tag ? element.tag === tag : true) && matches(element.name, name)),
  );
}

/** Waits for it and clicks its middle with a real mouse event. */
export async function clickHidden(page: Page, name: string | RegExp, tag = 'button'): Promise<void> {
  const { x, y } = await eventually(`${name} can be clicked`, async () => {
    const element = await hiddenElement(page, name, tag);
    return middleOf(page, element);
  });
  await page.mouse.click(x, y);
}

/** Where the element stands in the viewport, CSS pixels; throws when it is not drawn. */
export async function middleOf(page: Page, element: HiddenElement): Promise<{ x: number; y: number }> {
  return withSession(page, async (session) => {
    const { model } = await session.send('DOM.getBoxModel', { backendNodeId: element.backendNodeId });
    const [left = 0, top = 0, right = 0, , , bottom = 0] = model.border;
    return { x: (left + right) / 2, y: (top + bottom) / 2 };
  });
}

/** All text of the page's closed shadow roots, in order. */
export async function hiddenText(page: Page): Promise<string> {
  return withSession(page, async (session) => {
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
    return textOf(root, false).replace(/\s+/g, ' ').trim();
  });
}

async function withSession<T>(page: Page, use: (session: CDPSession) => Promise<T>): Promise<T> {
  const session = await page.createCDPSession();
  try {
    return await use(session);
  } finally {
    await session.detach().catch(() => undefined);
  }
}

function collect(node: Protocol.DOM.Node, inside: boolean, found: HiddenElement[]): void {
  if (inside && node.nodeType === 1) {
    const attributes = attributesOf(node);
    const name = attributes['aria-label'] ?? textOf(node, true).replace(/\s+/g, ' ').trim();
    found.push({ tag: node.nodeName.toLowerCase(), name, attributes, backendNodeId: node.backendNodeId });
  }
  for (const root of node.shadowRoots ?? []) collect(root, inside || root.shadowRootType === 'closed', found);
  for (const child of node.children ?? []) collect(child, inside, found);
}

function attributesOf(node: Protocol.DOM.Node): Record<string, string> {
  const pairs = node.attributes ?? [];
  const attributes: Record<string, string> = {};
  for (let i = 0; i + 1 < pairs.length; i += 2) attributes[pairs[i] ?? ''] = pairs[i + 1] ?? '';
  return attributes;
}

function textOf(node: Protocol.DOM.Node, inside: boolean): string {
  if (node.nodeName === 'STYLE' || node.nodeName === 'SCRIPT') return '';
  const own = inside && node.nodeType === 3 ? `${node.nodeValue} ` : '';
  const roots = (node.shadowRoots ?? []).map((root) => textOf(root, inside || root.shadowRootType === 'closed'));
  const children = (node.children ?? []).map((child) => textOf(child, inside));
  return [own, ...roots, ...children].join('');
}

const matches = (text: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string' ? text === wanted : wanted.test(text);
