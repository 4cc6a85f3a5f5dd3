import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { type CrmBrowser, openCrmBrowser } from './crm-browser.ts';
import { asked, icon, iconNames, iconPlace } from './icons.ts';

let crm: CrmBrowser;
let page: Page;
beforeAll(async () => {
  crm = await openCrmBrowser();
});
afterAll(() => crm.close());

const dials = async () => (await asked(page)).filter(({ name }) => name === 'call.dial').length;

async function on(fixture: string, test: () => Promise<void>): Promise<void> {
  page = await crm.open(fixture);
  try {
    await test();
  } finally {
    await page.close();
  }
}

describe('a page that wants to place calls by itself', () => {
  it('sends made-up clicks and keys: nothing happens', () =>
    on('record', async () => {
      const { x, y } = await iconPlace(page, '944231160');
      await nothingHappens('calls', async () => {
        await page.evaluate(
          (at) => {
            const host = document.querySelector('sidetone-icons');
            const point = { bubbles: true, composed: true, clientX: at.x, clientY: at.y, detail: 1 };
            for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
              host?.dispatchEvent(new MouseEvent(type, point));
            host?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
            if (host instanceof HTMLElement) host.click();
          },
          { x, y },
        );
        return dials();
      });
      expect(await dials()).toBe(0);
    }));

  it('cannot look into our root', () =>
    on('record', async () => {
      await icon(page, '944231160');
      expect(await page.$eval('sidetone-icons', (host) => host.shadowRoot)).toBeNull();
    }));

  it('lays something over the icon: the click is for that', () =>
    on('record', async () => {
      const { x, y } = await iconPlace(page, '944231160');
      await page.evaluate(
        (at) => {
          const bait = document.createElement('sidetone-bait');
          bait.setAttribute(
            'style',
            `position:fixed;left:${at.x - 30}px;top:${at.y - 30}px;width:60px;height:60px;background:red;z-index:2147483647`,
          );
          document.documentElement.append(bait);
        },
        { x, y },
      );
      await page.mouse.click(x, y);
      await nothingHappens('calls', dials);
      expect(await dials()).toBe(0);
    }));

  it('lays something over it that clicks go through: still nothing', () =>
    on('record', async () => {
      const { x, y } = await iconPlace(page, '944231160');
      await page.mouse.move(x, y);
      await page.evaluate(
        (at) => {
          const bait = document.createElement('sidetone-bait');
          bait.setAttribute(
            'style',
            `position:fixed;left:${at.x - 30}px;top:${at.y - 30}px;width:60px;height:60px;background:red;z-index:2147483647;pointer-events:none`,
          );
          bait.textContent = 'Win a prize';
          document.documentElement.append(bait);
        },
        { x, y },
      );
      // The browser tells within 100 ms that the button is no longer seen.
      await nothingHappens('calls', dials, 400);
      await page.mouse.click(x, y);
      await nothingHappens('calls', dials);
      expect(await dials()).toBe(0);
    }));

  it('makes everything see-through: nothing', () =>
    on('record', async () => {
      const { x, y } = await iconPlace(page, '944231160');
      await page.evaluate(() => document.documentElement.style.setProperty('opacity', '0.01'));
      await page.mouse.click(x, y);
      await nothingHappens('calls', dials);
      expect(await dials()).toBe(0);
    }));

  it('gets one call for a double click', () =>
    on('record', async () => {
      const { x, y } = await iconPlace(page, '944231160');
      await page.evaluate(() => {
        window.pageHarness.answers['call.dial'] = new Promise((resolve) =>
          setTimeout(resolve, 300, { ok: true, value: { callId: 'c_AAAAAAAAAAAAAAAAAAAAAA' } }),
        );
      });
      await page.mouse.click(x, y, { count: 2 });
      await eventually('it was asked for', async () => (await dials()) > 0);
      await nothingHappens('calls', dials);
      expect(await dials()).toBe(1);
    }));
});

describe('a page that listens to everything', () => {
  it('hears nothing of our clicks and keys', () =>
    on('record', async () => {
      await icon(page, '944231160');
      await page.evaluate(() => {
        const heard: string[] = [];
        Object.assign(window, { heard });
        for (const type of ['pointerdown', 'mousedown', 'click', 'mouseup', 'keydown', 'keyup', 'dblclick'])
          for (const target of [window, document, document.documentElement])
            for (const capture of [true, false])
              target.addEventListener(type, (event) => heard.push(`${type} ${event.target}`), { capture });
      });
      const { x, y } = await iconPlace(page, '944231160');
      await page.mouse.click(x, y);
      await page.keyboard.press('Escape');
      await eventually('it was asked for', async () => (await dials()) === 1);
      expect(await page.evaluate(() => Reflect.get(window, 'heard'))).toEqual([]);
    }));
});

describe('a page that wants us away', () => {
  it('takes our host out: it comes back, and gives in when the page insists', () =>
    on('record', async () => {
      await icon(page, '944231160');
      await page.evaluate(() => document.querySelector('sidetone-icons')?.remove());
      await icon(page, '944231160');
      expect(await page.$$('sidetone-icons')).toHaveLength(1);
      await page.evaluate(() => {
        new MutationObserver(() => document.querySelector('sidetone-icons')?.remove()).observe(document, {
          childList: true,
          subtree: true,
        });
        document.querySelector('sidetone-icons')?.remove();
      });
      await eventually('it gave in', async () => (await page.$('sidetone-icons')) === null);
    }));

  it('hides it by styles: it stays what it is', () =>
    on('record', async () => {
      await icon(page, '944231160');
      await page.evaluate(() => {
        const style = document.createElement('style');
        style.textContent = '*, sidetone-icons { display: none !important; opacity: 0 !important }';
        document.head.append(style);
        style.remove();
        document.querySelector('sidetone-icons')?.setAttribute('style', 'opacity: 0');
      });
      await eventually('its style is back', () =>
        page.$eval('sidetone-icons', (host) => getComputedStyle(host).opacity === '1'),
      );
    }));
});

it('a flood of numbers neither freezes the page nor fills it with icons', () =>
  on('record', async () => {
    await icon(page, '944231160');
    await page.evaluate(() => {
      const rows = document.createElement('div');
      rows.style.cssText = 'height:300px;overflow:auto';
      for (let i = 0; i < 30_000; i++) {
        const row = document.createElement('p');
        row.textContent = `+34 6${String(10_000_000 + i)}`;
        rows.append(row);
      }
      document.querySelector('#more')?.append(rows);
    });
    // While the flood is read the page goes on: it draws frames, and what else it shows gets its icons.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    await eventually('the flood has its icons', async () =>
      (await iconNames(page)).some((name) => /\+34 6\d/.test(name)),
    );
    await nothingHappens('too many icons', async () => (await iconNames(page)).length > 310);
    expect((await iconNames(page)).length).toBeLessThanOrEqual(310);
  }));
