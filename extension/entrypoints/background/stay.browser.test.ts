import type { Page, Target } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXTENSION_ID } from '#shared/extension-id.ts';
import { type LaunchedBrowser, launchBrowser } from '#test/support/browser/launch.ts';
import { builtExtension } from '#test/support/built-extension.ts';
import { eventually } from '#test/support/eventually.ts';

const OWN = `chrome-extension://${EXTENSION_ID}`;
const KEPT = `${OWN}/popup.html?for=kept`;
/** What only our own pages may ask: one that may not is told `not-allowed`. */
const CONTROL = { kind: 'ask', name: 'presence.set', input: { presence: 'online' } };

let one: LaunchedBrowser;
beforeAll(async () => {
  const extension = await builtExtension();
  // Nothing here leaves the machine, and nothing has to answer.
  one = await launchBrowser({ headless: true, extension, hosts: { zohoPort: 9, twilioPort: 9 } });
});
afterAll(() => one?.close());

async function open(path: string): Promise<Page> {
  const page = await one.browser.newPage();
  await page.goto(`${OWN}/${path}`);
  await page.waitForSelector('.phead .icb');
  return page;
}
const kept = () => one.browser.targets().filter((target: Target) => target.url() === KEPT);
const keepAsWindow = (page: Page) =>
  page.evaluate(() => chrome.runtime.sendMessage({ kind: 'ask', name: 'open', input: { what: 'window' } }));
const windowOf = (page: Page) => page.evaluate(() => chrome.windows.getCurrent());

describe('in Chrome the softphone', () => {
  it('stays as one window, which opens again where and as large as it was left', async () => {
    const page = await open('popup.html');
    await Promise.all([keepAsWindow(page), keepAsWindow(page)]);
    await eventually('one window', () => kept().length === 1);
    const window = await kept()[0]?.page();
    if (!window) throw new Error('the window shows no page');
    await window.waitForSelector('.phead');
    const { id = 0 } = await windowOf(window);
    await page.evaluate(
      (windowId) => chrome.windows.update(windowId, { left: 60, top: 40, width: 420, height: 500 }),
      id,
    );
    await eventually('it is kept', async () => {
      const stored = await page.evaluate(() => chrome.storage.local.get('window'));
      return JSON.stringify(stored).includes('500');
    });
    await window.close();
    await keepAsWindow(page);
    const again = await eventually('it is back', async () => (await kept()[0]?.page()) ?? undefined);
    expect(await windowOf(again)).toMatchObject({ left: 60, top: 40, width: 420, height: 500, type: 'popup' });
    expect(await again.$eval('html', (root) => root.dataset.place)).toBe('window');
    await again.close();
    await page.close();
  });

  it('opens at the side by a click, and may do there what the popup may', async () => {
    const popup = await open('popup.html');
    await popup.click('.phead .icb[aria-expanded]');
    await popup.waitForSelector('.menu [role=menuitem]');
    await popup.click('.menu [role=menuitem]');
    const panel = await one.browser.waitForTarget((target) => target.url() === `${OWN}/sidepanel.html`);
    const side = await panel.asPage();
    await side.waitForSelector('.phead');
    expect(await side.$eval('html', (root) => root.dataset.place)).toBe('side');
    const answer: unknown = await side.evaluate((message) => chrome.runtime.sendMessage(message), CONTROL);
    expect(answer).toMatchObject({ ok: false, problem: { code: 'signed-out' } });
  });
});
