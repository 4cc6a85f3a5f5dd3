import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FakeWire } from '#test/gallery/fake-wire.ts';
import { type Gallery, openGallery } from '#test/gallery/open-gallery.ts';
import { eventually, nothingHappens } from '#test/support/eventually.ts';

declare global {
  interface Window {
    /** The gallery's other side (`main.tsx`). */
    sidetone: FakeWire;
  }
}

let gallery: Gallery;
let page: Page;
beforeAll(async () => {
  gallery = await openGallery();
  page = await gallery.browser.newPage();
}, 60_000);
afterAll(() => gallery?.close());

const show = (view: string) => gallery.show(view, { page });
const asked = () => page.evaluate(() => window.sidetone.asked.map(({ name, input }) => ({ name, input })));
const asks = (name: string) =>
  eventually(`${name} is asked`, async () => (await asked()).find((one) => one.name === name));
const focused = () =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');
const focusComesTo = (name: string) =>
  eventually(`${name} has the focus`, async () => ((await focused()) === name ? true : undefined));
const text = (selector: string) => page.$$eval(selector, (all) => all.map((one) => one.textContent ?? ''));

describe('whom she looks for by name', () => {
  const type = async (name: string) => {
    await show('popup-idle-search');
    await page.keyboard.type(name);
    await eventually('they are found', async () => (await text('.calls .who')).includes('Marta Gómez'));
  };

  it('is found among colleagues and in the CRM, with what they do and their numbers', async () => {
    await type('mar');
    expect(await text('.calls .why')).toEqual(
      expect.arrayContaining([
        expect.stringContaining('Online'),
        'On a call since 17:22 · no line of their own',
        'At lunch until 17:52 · no line of their own',
        expect.stringContaining('Transportes Gómez'),
      ]),
    );
  });

  it('is called by the keyboard alone: name, arrows, Enter', async () => {
    await type('mar');
    await page.keyboard.press('ArrowDown');
    await eventually('the colleague has the focus', async () => (await focused()).startsWith('Call Marta Soler on'));
    await page.keyboard.press('ArrowDown');
    await eventually('the contact has the focus', async () => (await focused()).startsWith('Call Marta Gómez on'));
    await page.keyboard.press('Enter');
    expect(await asks('call.dial')).toMatchObject({
      input: { to: '+34612345678', record: { kind: 'contact', id: '5001' } },
    });
  });

  it('is not called by Enter in the field, which only leads to whom it has found', async () => {
    await type('mar');
    await page.keyboard.press('Enter');
    await eventually('the first has the focus', async () => (await focused()).startsWith('Call Marta Soler on'));
    expect((await asked()).map(({ name }) => name)).not.toContain('call.dial');
  });

  it('is asked of the CRM once she pauses, not at each letter', async () => {
    await type('mart');
    const searches = (await asked()).filter(({ name }) => name === 'wrapUp.searchRecords');
    expect(searches.length).toBeLessThan(4);
    expect(searches.at(-1)).toMatchObject({ input: { text: 'mart' } });
  });

  it('is nobody: it says so', async () => {
    await show('popup-idle-search-nobody');
    await page.keyboard.type('qqq');
    await eventually('it says so', async () => (await text('.empty')).includes('Nobody found with “qqq”.'));
  });

  it('may be unknown because the CRM is away: it says so, and a number is dialled all the same', async () => {
    await show('popup-idle-search-crm-away');
    await page.keyboard.type('mar');
    await eventually('it says so', async () => (await text('#view .note')).length === 1);
    await page.$eval('.dialbox input', (field) => field instanceof HTMLInputElement && field.select());
    await page.keyboard.type('612345678');
    await page.keyboard.press('Enter');
    await asks('call.dial');
  });
});

describe('missed calls', () => {
  const open = async () => {
    await show('popup-missed');
    await page.click('#tab-missed');
    await eventually('they are shown', async () => (await text('.worklist h2')).length === 1);
  };

  it('are a list to work through: whoever waits longest first, each caller once, the withheld last', async () => {
    await open();
    const names = await text('section:first-of-type > .calls .who');
    expect(names).toEqual(['Sophie Martin', 'Nerea Ortega', 'Number withheld']);
    expect((await text('.calls .why'))[0]).toContain('2 times');
  });

  it('are called back one after the other with one click', async () => {
    await open();
    await page.click('.worklist .btn');
    expect(await asks('call.dial')).toMatchObject({ input: { to: '+33142685300' } });
  });

  it('that a colleague has taken care of stand below', async () => {
    await open();
    expect(await text('#view > section:last-child .why')).toEqual([
      expect.stringContaining('Ken Adeyemi took care of it'),
    ]);
  });
});

describe('away', () => {
  it('in her own words and for as long as she says, by the keyboard alone', async () => {
    await show('popup-idle');
    await page.focus('.status');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.menu');
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.awayform');
    await page.keyboard.type('Dentist');
    await page.keyboard.press('Tab');
    await page.select('.awayform select', '120');
    await page.focus('.awayform input');
    await page.keyboard.press('Enter');
    expect(await asks('presence.away')).toMatchObject({ input: { reason: 'Dentist', minutes: 120 } });
    await focusComesTo('Status: Online');
  });

  it('is given up by Escape, with nothing said', async () => {
    await show('popup-idle');
    await page.click('.status');
    await page.click('.menu [role=menuitem]');
    await page.waitForSelector('.awayform');
    await page.keyboard.press('Escape');
    await focusComesTo('Status: Online');
    await nothingHappens('nothing is asked', async () => (await asked()).length > 0, 100);
  });

  it('ends by one button when its time is over, and not by itself', async () => {
    await show('popup-idle-break-over');
    expect((await text('.under .note'))[0]).toContain('Your break is over.');
    await nothingHappens('nobody brings her back', async () => (await asked()).length > 0, 200);
    await page.click('.under .note .btn');
    expect(await asks('presence.set')).toMatchObject({ input: { presence: 'online' } });
  });

  it('says until when, and her own words leave room for it', async () => {
    await show('popup-idle-own-words');
    const { right, width } = await page.$eval('.status .until', (until) => until.getBoundingClientRect().toJSON());
    expect(width).toBeGreaterThan(20);
    expect(right).toBeLessThan(330);
  });

  it('is no word for a computer that shall be quiet: that is a switch of its own, which leaves the menu open', async () => {
    await show('popup-idle');
    await page.focus('.status');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.menu [role=menuitemcheckbox]');
    await page.keyboard.press('End');
    await eventually('it has the focus', async () => (await focused()) === 'Ring on this computer');
    await page.keyboard.press('Enter');
    expect(await asks('settings.set')).toMatchObject({ input: { ringerVolume: 0 } });
    expect(await page.$('.menu')).not.toBeNull();
  });

  it('is offered without reasons where the server does not keep them', async () => {
    await show('popup-idle-older-server');
    await page.click('.status');
    expect(await text('.menu b')).toEqual(['Online', 'On a break', 'Offline']);
    await page.keyboard.press('b');
    expect(await asks('presence.set')).toMatchObject({ input: { presence: 'away' } });
  });
});

describe('the popup is kept open', () => {
  it.each([
    ['at the side', 1],
    ['as a window', 2],
  ])('%s, by the keyboard alone', async (where, downs) => {
    await show('popup-idle-stays');
    await page.focus('.phead [aria-expanded].icb');
    await page.keyboard.press('Enter');
    await eventually('the first has the focus', async () => (await focused()).startsWith('Keep at the side'));
    for (let n = 1; n < downs; n++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await eventually('it is', async () => (await page.title()) === where);
  });

  it.each([
    ['narrow and tall', 320, 1_000],
    ['wide', 900, 700],
    ['low', 376, 420],
  ])('%s: nothing is cut off or out of reach', async (_, width, height) => {
    await show('popup-idle-stays');
    await page.evaluate(() => Object.assign(document.documentElement.dataset, { place: 'side' }));
    await page.setViewport({ width, height });
    const popup = await page.$eval('.popup', (box) => box.getBoundingClientRect().toJSON());
    const foot = await page.$eval('.health', (box) => box.getBoundingClientRect().toJSON());
    expect(popup.width).toBe(Math.min(width, 640));
    expect([popup.height, Math.round(foot.bottom)]).toEqual([height, height]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });
});
