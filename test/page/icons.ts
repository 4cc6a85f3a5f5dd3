import type { Page } from 'puppeteer-core';
import { type HiddenElement, hiddenElements, middleOf } from '#test/support/browser/closed-root.ts';
import { eventually } from '#test/support/eventually.ts';

/** The icons that a reader sees now, by their names. */
export async function iconNames(page: Page): Promise<string[]> {
  return (await shownIcons(page)).map(({ name }) => name);
}

export async function shownIcons(page: Page): Promise<HiddenElement[]> {
  const elements = await hiddenElements(page);
  return elements.filter(
    ({ tag, attributes }) => tag === 'button' && /\bicon\b/.test(attributes.class ?? '') && !('hidden' in attributes),
  );
}

/** Waits for the icon whose name holds these digits. */
export function icon(page: Page, digits: string): Promise<HiddenElement> {
  return eventually(`an icon for ${digits}`, async () =>
    (await shownIcons(page)).find(({ name }) => name.replace(/\D/g, '').includes(digits)),
  );
}

export async function noIcon(page: Page, digits: string): Promise<void> {
  await eventually(`no icon for ${digits}`, async () =>
    (await shownIcons(page)).every(({ name }) => !name.replace(/\D/g, '').includes(digits)),
  );
}

/** Middle of an icon, once it stands still. */
export async function iconPlace(page: Page, digits: string): Promise<{ x: number; y: number }> {
  return eventually(`the icon for ${digits} stands still`, async () => {
    const before = await middleOf(page, await icon(page, digits));
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    const after = await middleOf(page, await icon(page, digits));
    return before.x === after.x && before.y === after.y ? after : undefined;
  });
}

/** What Sidetone asked for in this page, without what every page asks. */
export async function asked(page: Page): Promise<{ name: string; input: unknown }[]> {
  return page.evaluate(() =>
    window.pageHarness.asked.filter(({ name }) => name !== 'page.hello' && name !== 'page.typing'),
  );
}

/** Right middle of an element's box. */
export function rightOf(page: Page, selector: string): Promise<{ x: number; y: number }> {
  return page.$eval(selector, (element) => {
    const box = element.getBoundingClientRect();
    return { x: box.right, y: box.top + box.height / 2 };
  });
}
