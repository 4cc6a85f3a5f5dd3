import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { type CrmBrowser, openCrmBrowser } from './crm-browser.ts';
import { asked, icon, iconPlace, noIcon } from './icons.ts';

let crm: CrmBrowser;
beforeAll(async () => {
  crm = await openCrmBrowser();
});
afterAll(() => crm.close());

/** A page with a number of its own, and this above it. */
async function on(html: string, test: (page: Page) => Promise<void>): Promise<void> {
  const page = await crm.open('plain');
  try {
    await page.evaluate((more) => {
      document.body.innerHTML = `<p id="below">+34 600 000 099</p>${more}`;
    }, html);
    await icon(page, '600000099');
    await test(page);
  } finally {
    await page.close();
  }
}

const called = async (page: Page) =>
  (await asked(page)).flatMap(({ name, input }) => (name === 'call.dial' && input instanceof Object ? [input] : []));

/** Clicks the icon of a number, once it is what can be clicked there. */
async function callFrom(page: Page, digits: string): Promise<void> {
  const before = (await called(page)).length;
  const { x, y } = await eventually(`the icon for ${digits} is on top`, async () => {
    const place = await iconPlace(page, digits);
    const isOnTop = (at: typeof place) => {
      const hit = document.elementFromPoint(at.x, at.y);
      return (hit?.shadowRoot?.elementFromPoint(at.x, at.y) ?? hit)?.localName === 'sidetone-icons';
    };
    return (await page.evaluate(isOnTop, place)) ? place : undefined;
  });
  await page.mouse.click(x, y);
  await eventually('it is called', async () => (await called(page)).length > before);
  expect((await called(page)).at(-1)).toMatchObject({ to: `+34${digits}` });
}

const showModal = (page: Page, selector = 'dialog') =>
  page.$eval(selector, (dialog) => dialog instanceof HTMLDialogElement && dialog.showModal());
const closeDialog = (page: Page, selector = 'dialog') =>
  page.$eval(selector, (dialog) => dialog instanceof HTMLDialogElement && dialog.close());

const inside = '<p><input autofocus></p><p>+34 612 345 678</p>';

describe('a number in a modal dialog', () => {
  it.each([
    ['as browsers draw it', `<dialog>${inside}</dialog>`],
    ['in a part of the page that is cut off', `<div style="height:0;overflow:hidden"><dialog>${inside}</dialog></div>`],
    [
      'that scrolls, is turned by a transform and fades in',
      `<style>dialog{overflow:auto;max-height:9em;left:50%;margin:0;transform:translateX(-50%);animation:come 1s}
       @keyframes come{from{opacity:0}}</style><dialog>${inside}<p style="height:99em"></p></dialog>`,
    ],
  ])('is called from its icon: %s', (_, html) =>
    on(html, async (page) => {
      await showModal(page);
      await callFrom(page, '612345678');
    }),
  );

  it('is not blurred by the page’s style for what lies behind a dialog', () =>
    on(`<style>::backdrop{backdrop-filter:blur(9px)!important}</style><dialog>${inside}</dialog>`, async (page) => {
      await showModal(page);
      await callFrom(page, '612345678');
      const backdrop = await page.$eval('sidetone-icons', (host) => getComputedStyle(host, '::backdrop').display);
      expect(backdrop).toBe('none');
    }));

  it('is called from its icon in a component', () =>
    on('<x-dialog><p>+34 612 345 678</p></x-dialog>', async (page) => {
      await page.evaluate(() => {
        const component = document.createElement('x-dialog');
        component.attachShadow({ mode: 'open' }).innerHTML = '<dialog><slot></slot> <p>+34 655 010 203</p></dialog>';
        component.append(...(document.querySelector('x-dialog')?.children ?? []));
        document.querySelector('x-dialog')?.replaceWith(component);
        component.shadowRoot?.querySelector('dialog')?.showModal();
      });
      await callFrom(page, '655010203');
      await callFrom(page, '612345678');
    }));

  it('has its icon where the keyboard goes, and what has the focus keeps it', () =>
    on(`<dialog>${inside}</dialog>`, async (page) => {
      await showModal(page);
      const focused = () => page.evaluate(() => document.activeElement?.localName);
      await icon(page, '612345678');
      expect(await focused()).toBe('input');
      await page.keyboard.press('Tab');
      await eventually('the icon has the focus', async () => (await focused()) === 'sidetone-icons');
      await page.keyboard.press('Enter');
      await eventually('it is called', async () => (await called(page)).length > 0);
    }));

  it('gives its place to the one that opens over it, and to the page when all are closed', () =>
    on(`<dialog id="over"><p>+34 655 010 203</p></dialog><dialog id="first">${inside}</dialog>`, async (page) => {
      await showModal(page, '#first');
      await callFrom(page, '612345678');
      await showModal(page, '#over');
      await callFrom(page, '655010203');
      await closeDialog(page, '#over');
      await callFrom(page, '612345678');
      await closeDialog(page, '#first');
      await callFrom(page, '600000099');
    }));

  it('has its icon however often the dialog is made anew', () =>
    on('', async (page) => {
      for (let times = 0; times < 60; times++) {
        await page.evaluate((html) => {
          const dialog = document.createElement('dialog');
          dialog.innerHTML = html;
          document.body.append(dialog);
          dialog.showModal();
        }, inside);
        await icon(page, '612345678');
        await page.$eval('dialog', (dialog) => dialog.remove());
        await noIcon(page, '612345678');
      }
      await callFrom(page, '600000099');
    }));
});

describe('a number in something else that is drawn above the page', () => {
  it('is called from its icon in a popover, which stays open', () =>
    on(`<div id="over" popover>${inside}</div>`, async (page) => {
      await page.$eval('#over', (over) => over instanceof HTMLElement && over.showPopover());
      await callFrom(page, '612345678');
      await nothingHappens('the popover', () => page.$eval('#over', (over) => over.matches(':popover-open')));
      expect(await page.$eval('#over', (over) => over.matches(':popover-open'))).toBe(true);
      await callFrom(page, '600000099');
    }));

  it('is called from its icon in what fills the screen', () =>
    on(`<div id="over" style="background:#fff">${inside}</div>`, async (page) => {
      await page.$eval('#over', (over) => {
        over.addEventListener('click', () => void over.requestFullscreen(), { once: true });
      });
      await page.click('#over');
      await eventually('it fills the screen', () => page.evaluate(() => document.fullscreenElement !== null));
      await callFrom(page, '612345678');
    }));
});
