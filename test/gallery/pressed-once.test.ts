import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SoftphoneSnapshot } from '#extension/wire/snapshots.ts';
import { type Gallery, openGallery } from '#test/gallery/open-gallery.ts';
import { secondClick } from '#test/support/browser/second-click.ts';
import { eventually, nothingHappens } from '#test/support/eventually.ts';

/** What is pressed twice by mistake, or held down, while another view comes up below the finger. */

let gallery: Gallery;
let page: Page;

beforeAll(async () => {
  gallery = await openGallery();
  page = await gallery.browser.newPage();
}, 60_000);
afterAll(() => gallery?.close());

const show = (view: string) => gallery.show(view, { page });
const asked = () => page.evaluate(() => window.sidetone.asked.map(({ name }) => name));

/** The button with these words, and its middle. */
const button = (words: string) =>
  eventually(`${words} is there`, () =>
    page.evaluate((wanted) => {
      const found = [...document.querySelectorAll('button')].find((one) => one.textContent?.startsWith(wanted));
      if (found === undefined) return undefined;
      const { left, top, bottom, width } = found.getBoundingClientRect();
      return { x: left + width / 2, y: (top + bottom) / 2, top, bottom, focused: found === document.activeElement };
    }, words),
  );

/** The softphone tells that the call is in another state. */
const becomes = (state: string, more: object = {}) =>
  page.evaluate(
    (told) => {
      const looked = new AbortController();
      const seen: SoftphoneSnapshot[] = [];
      window.sidetone.watch('softphone', (phone) => seen.push(phone), looked.signal);
      looked.abort();
      for (const phone of seen)
        window.sidetone.set('softphone', { ...phone, call: Object.assign({}, phone.call, told) });
    },
    { state, ...more },
  );

/** Clicks twice at the same place, and between both what the first click did comes up there. */
async function clickTwice({ x, y }: { x: number; y: number }, comesUp: () => Promise<unknown>): Promise<void> {
  await page.mouse.click(x, y);
  await comesUp();
  await secondClick(page, { x, y });
  await nothingHappens('the second click', asked);
}

it('a double click on Answer does not hang up the call that it has answered', async () => {
  await show('popup-ringing');
  const { x, bottom } = await button('Answer');
  await clickTwice({ x, y: bottom - 4 }, async () => {
    await becomes('answering');
    expect((await button('Hang up')).top).toBeLessThan(bottom - 4);
  });
  expect(await asked()).toEqual(['call.answer']);
});

it('a double click on Hang up does not hang up the customer who was on hold meanwhile', async () => {
  await show('popup-two-calls');
  await clickTwice(await button('Hang up'), () =>
    becomes('live', { id: 'c_BBBBBBBBBBBBBBBBBBBBBB', startedAt: '2026-11-24T16:00:00.000Z' }),
  );
  expect(await asked()).toEqual(['call.end']);
});

it('a double click on what stays there is two clicks', async () => {
  await show('popup-idle');
  const keypad = await button('Keypad');
  await page.mouse.click(keypad.x, keypad.y);
  const { x, y } = await button('5');
  await page.mouse.click(x, y);
  await secondClick(page, { x, y });
  await eventually('both came through', () =>
    page.$eval('input', (field) => field instanceof HTMLInputElement && field.value === '55'),
  );
});

it('Enter held down on Answer does not hang up the call that it has answered', async () => {
  await show('popup-ringing');
  await eventually('Answer has the focus', async () => (await button('Answer')).focused);
  await page.keyboard.down('Enter');
  await becomes('answering');
  await eventually('Hang up has the focus', async () => (await button('Hang up')).focused);
  await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await nothingHappens('Enter repeats itself', asked);
  expect(await asked()).toEqual(['call.answer']);
});

it.each(['Hold', 'Transfer'])('%s pressed twice before the server has spoken is asked once', async (control) => {
  await show('popup-call-all');
  const { x, y } = await button(control);
  await page.mouse.click(x, y);
  if (control === 'Hold') await secondClick(page, { x, y });
  else {
    const sends = await button('Send now');
    await page.mouse.click(sends.x, sends.y);
    await secondClick(page, sends);
  }
  await nothingHappens('the second click', asked);
  expect((await asked()).filter((name) => name === 'call.control')).toHaveLength(1);
});
