import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gallery, openGallery } from '#test/gallery/open-gallery.ts';
import { eventually } from '#test/support/eventually.ts';

/** Listening in, what the team goes by, and call waiting, by the keyboard alone. */

let gallery: Gallery;
let page: Page;

beforeAll(async () => {
  gallery = await openGallery();
  page = await gallery.browser.newPage();
}, 60_000);
afterAll(() => gallery?.close());

const show = (view: string) => gallery.show(view, { page });
const asks = (what: string) =>
  eventually(`${what} is asked`, () =>
    page.evaluate(
      (wanted) => window.sidetone.asked.map((one) => JSON.stringify(one)).find((one) => one.includes(wanted)),
      what,
    ),
  );
const press = async (label: string) => {
  const selector = `[aria-label="${label}"]`;
  await page.waitForSelector(selector);
  await page.focus(selector);
  await page.keyboard.press('Enter');
};
const names = () => page.$$eval('.supervise button', (all) => all.map((one) => one.getAttribute('aria-label')));

describe('the live page', () => {
  it('asks to listen in, to whisper and to barge in, by name', async () => {
    await show('options-live');
    await press('Whisper: Priya Nair');
    const asked = await asks('call.control');
    expect(asked).toContain('"what":"supervise","how":"whisper"');
  });

  it('offers the other ways and the way out to whoever is in a call', async () => {
    await show('options-live-listening');
    await page.waitForSelector('.supervise');
    expect((await names()).slice(0, 3)).toEqual(['Listen in: Priya Nair', 'Barge in: Priya Nair', 'Leave: Priya Nair']);
    await press('Leave: Priya Nair');
    expect(await asks('call.control')).toContain('"how":"stop"');
  });

  it('offers nothing of it where the team does not allow it, but to allow it', async () => {
    await show('options-live-off');
    await page.waitForSelector('[role=switch]');
    expect(await names()).toEqual([]);
    await page.focus('[role=switch]');
    await page.keyboard.press('Space');
    expect(await asks('saveTeamRules')).toContain('"supervision":true');
    await eventually('it is allowed', () => page.$('[role=switch][aria-checked=true]'));
  });
});

it('after how many calls left ringing somebody is Away is chosen under People', async () => {
  await show('options-people');
  await page.waitForSelector('.main select');
  await page.select('.main select', '3');
  expect(await asks('saveTeamRules')).toContain('"awayAfterUnanswered":3');
});

it('call waiting is switched under My device, and shows what the server has kept', async () => {
  await show('options-device');
  await page.waitForSelector('[role=switch]');
  await page.focus('[role=switch]');
  await page.keyboard.press('Space');
  expect(await asks('"on":false')).toContain('line.callWaiting');
});
