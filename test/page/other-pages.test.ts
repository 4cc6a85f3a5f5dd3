import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { type CrmBrowser, openCrmBrowser } from './crm-browser.ts';
import { asked, icon, iconNames, iconPlace } from './icons.ts';

let crm: CrmBrowser;
beforeAll(async () => {
  crm = await openCrmBrowser();
});
afterAll(() => crm.close());

/** A page that holds this; the last number in it is what shows that all has been read. */
async function on(html: string, test: (page: Page) => Promise<void>): Promise<void> {
  const page = await crm.open('plain');
  try {
    await page.evaluate((more) => {
      document.body.innerHTML = `<main>${more}</main><p>+34 600 000 099</p>`;
    }, html);
    await icon(page, '600000099');
    await test(page);
  } finally {
    await page.close();
  }
}

const names = async (page: Page) => (await iconNames(page)).filter((name) => name !== 'Call +34 600 00 00 99');

describe('a page that writes its numbers again and again', () => {
  it('leaves the icon that has the focus where it is', () =>
    on('<div><p id="number">612 345 678</p><textarea></textarea></div>', async (page) => {
      await icon(page, '612345678');
      await page.focus('textarea');
      await page.keyboard.press('Tab');
      const focused = () => page.evaluate(() => document.activeElement?.localName);
      expect(await focused()).toBe('sidetone-icons');
      await page.evaluate(() => {
        const text = document.querySelector('#number')?.firstChild;
        if (text instanceof Text) text.data = '612 345 678';
        document.body.append(...document.body.children);
      });
      await nothingHappens('the focus', focused);
      await icon(page, '612345678');
    }));
});

describe('a number in a component', () => {
  it.each([
    ['right in its shadow root', '+34 612 345 678'],
    ['in a slot that nothing fills', '<p><slot>+34 612 345 678</slot></p>'],
    ['in an element that has no box', '<p><span style="display:contents">+34 612 345 678</span></p>'],
  ])('has its icon: %s', (_, html) =>
    on('<x-number></x-number>', async (page) => {
      await page.evaluate((inside) => {
        const component = document.createElement('x-number');
        component.attachShadow({ mode: 'open' }).innerHTML = inside;
        document.querySelector('x-number')?.replaceWith(component);
      }, html);
      const { x, y } = await iconPlace(page, '612345678');
      await page.mouse.click(x, y);
      await eventually('it was asked for', async () => (await asked(page)).length > 0);
    }),
  );

  it('that gets its shadow root when the page is long there', () =>
    on('<x-number></x-number>', async (page) => {
      await page.evaluate(() => {
        const component = document.querySelector('x-number');
        if (component) component.attachShadow({ mode: 'open' }).innerHTML = '<b>+34 612 345 678</b>';
      });
      await icon(page, '612345678');
    }));
});

describe('a number whose country code stands apart', () => {
  it.each([
    ['in an element of its own', '<span>+351</span> <span>912 345 678</span>'],
    ['in a text of its own', '+351<!-- --> <!-- -->912 345 678'],
    ['in brackets, after its label', 'Tel. <b>(+351)</b>&nbsp;912 345 678'],
    ['in pieces', 'Tel. +<!-- -->351<!-- --> <!-- -->912 345 678'],
    ['in a box beside it', '<div style="display:flex"><div>+351</div><div><span>912 345 678</span></div></div>'],
  ])('is called in that country: %s', (_, html) =>
    on(`<p>Notes</p><div>${html}</div>`, async (page) => {
      expect(await names(page)).toEqual(['Call +351 912 345 678']);
    }),
  );

  it.each([
    ['another column', '<table><tr><td>+12</td><td>612 345 678</td></tr></table>'],
    ['another line', '<p>Change: +12</p><p>612 345 678</p>'],
    ['a whole number', '<p>+34 655 010 203 <b>612 345 678</b></p>'],
  ])('but what stands before it need be none: %s', (_, html) =>
    on(html, async (page) => {
      expect(await names(page)).toContain('Call +34 612 34 56 78');
    }),
  );
});

describe('a table tells which of its columns holds phones', () => {
  const head = (...names: string[]) => `<tr>${names.map((name) => `<th>${name}</th>`).join('')}</tr>`;
  it.each([
    [
      'with a head over two columns',
      '<tr><th colspan="2">Name</th><th>Phone</th><th>Order no.</th></tr><tr><td>Ana</td><td>Gil</td><td>612345678</td><td>655010203</td></tr>',
    ],
    [
      'with heads in two rows',
      `<thead><tr><th colspan="2">Person</th><th>Sale</th></tr>${head('Name', 'Phone', 'Order no.')}</thead><tr><td>Ana</td><td>612345678</td><td>655010203</td></tr>`,
    ],
    [
      'whose rows begin with their own name',
      `${head('Deal', 'Phone', 'Order no.')}<tr><th scope="row">Invoice of May</th><td>612345678</td><td>655010203</td></tr>`,
    ],
    [
      'with a name before each value',
      '<tr><th>Phone</th><td>612345678</td></tr><tr><th>Order no.</th><td>655010203</td></tr>',
    ],
  ])('%s', (_, rows) =>
    on(`<table>${rows}</table>`, async (page) => {
      expect(await names(page)).toEqual(['Call +34 612 34 56 78']);
    }),
  );

  it('that draws only some of its columns', () => {
    const cell = (role: string, column: number, text: string) =>
      `<div role="${role}" aria-colindex="${column}" style="display:inline-block;width:150px">${text}</div>`;
    const row = (...cells: string[]) => `<div role="row">${cells.join('')}</div>`;
    return on(
      `<div role="treegrid">${row(cell('columnheader', 1, 'Order no.'), cell('columnheader', 2, 'Name'), cell('columnheader', 3, 'Phone'))}
      ${row(cell('gridcell', 3, '612345678'), cell('gridcell', 1, '655010203'))}</div>`,
      async (page) => {
        expect(await names(page)).toEqual(['Call +34 612 34 56 78']);
      },
    );
  });
});

describe('a link that calls', () => {
  it.each([
    ['a drawing that has a title', '<svg width="9" height="9"><title>Call this number</title></svg>'],
    [
      'words for screen readers',
      '<span style="position:absolute;width:1px;height:1px;clip-path:inset(50%);overflow:hidden">Opens the phone</span>',
    ],
    ['words that nobody sees', '<span style="display:none">Opens the phone</span>'],
  ])('has its icon beside its number, whatever comes after: %s', (_, after) =>
    on(`<a href="tel:+34612345678"><span>612 345 678</span> ${after}</a>`, async (page) => {
      await icon(page, '612345678');
    }),
  );

  it('keeps its icon when the page writes its words anew', () =>
    on('<a href="tel:+34612345678">612 345 678</a> <a href="tel:+34655010203" id="late"></a>', async (page) => {
      await icon(page, '612345678');
      await page.evaluate(() => {
        for (const link of document.querySelectorAll('a')) link.innerHTML = '<b>Head office, Madrid</b>';
      });
      await icon(page, '655010203');
      await eventually('both have one', async () => (await names(page)).length === 2);
    }));

  it('that says no number leaves the number in its text as it is', () =>
    on('<a href="tel:">612 345 678</a> <a href="tel:undefined">655 010 203</a>', async (page) => {
      expect(await names(page)).toEqual(['Call +34 612 34 56 78', 'Call +34 655 01 02 03']);
    }));

  it('moves its icon with its words, and has one', () =>
    on('<a href="tel:+34612345678">Ana Ruiz</a>', async (page) => {
      const before = await iconPlace(page, '612345678');
      await page.evaluate(() => document.querySelector('a')?.append(' of the head office, Madrid'));
      await eventually('it moved', async () => (await iconPlace(page, '612345678')).x > before.x + 50);
      expect(await names(page)).toEqual(['Call +34 612 34 56 78']);
    }));
});
