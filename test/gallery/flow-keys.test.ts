import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type axeCore from 'axe-core';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gallery, openGallery } from '#test/gallery/open-gallery.ts';
import { eventually, nothingHappens } from '#test/support/eventually.ts';

/** What axe's script leaves in the page. */
declare const axe: typeof axeCore;

let gallery: Gallery;
let page: Page;
let script: string;
const errors: unknown[] = [];

beforeAll(async () => {
  script = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  gallery = await openGallery();
  page = await gallery.browser.newPage();
  page.on('pageerror', (error) => errors.push(error));
}, 60_000);
afterAll(() => gallery?.close());

const show = async (view: string) => {
  await gallery.show(view, { page });
  await page.waitForSelector('.phonekeys, .numbers');
};
const focused = () =>
  page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
  });
const text = (selector: string) =>
  page.$$eval(selector, (all) => all.map((one) => (one instanceof HTMLElement ? one.innerText : '')).join('\n'));
const says = (selector: string, words: string) =>
  eventually(`${selector} says ${words}`, async () => (await text(selector)).includes(words));
const press = async (...keys: readonly Parameters<Page['keyboard']['press']>[0][]) => {
  for (const key of keys) await page.keyboard.press(key);
};
const withHeld = async (held: 'Control' | 'Alt', ...keys: readonly Parameters<Page['keyboard']['press']>[0][]) => {
  await page.keyboard.down(held);
  await press(...keys);
  await page.keyboard.up(held);
};
const asked = (route: string) =>
  page.evaluate(
    (wanted) =>
      window.sidetone.asked.flatMap(({ name, input }) =>
        name === wanted || JSON.stringify(input).includes(`"${wanted}"`) ? [JSON.stringify(input)] : [],
      ),
    route,
  );
const isAsked = (route: string, ...with_: readonly string[]) =>
  eventually(`${route} is asked with ${with_.join(', ')}`, async () =>
    (await asked(route)).some((input) => with_.every((part) => input.includes(part))),
  );
const button = (name: string) => `::-p-aria([name="${name}"][role="button"])`;
const click = async (name: string) => {
  const found = await page.waitForSelector(button(name));
  await found?.click();
};

describe('the menu, by keyboard alone', () => {
  it('[req 9] [req 10] [req 20] an option is added, named, and told in the sentence that callers hear', async () => {
    await show('options-number-menu');
    await page.focus(button('Add an option'));
    await press('Enter');
    await eventually('its name has the focus', async () =>
      page.evaluate(() => document.activeElement?.id === 'option-4-label'),
    );
    await page.keyboard.type('Jobs');
    await press('Tab', 'a');
    await says('.tree', 'Jobs');
    await says('.livestate', 'Changes not live yet');
  });

  it('arrow keys go from row to row, open and close; Delete removes and Ctrl Z brings it back', async () => {
    await show('options-number-menu');
    await page.focus('#option-1');
    await press('ArrowDown', 'ArrowDown');
    expect(await focused()).toContain('France');
    await press('ArrowLeft');
    expect(await focused()).toContain('Sales');
    await press('ArrowRight');
    await page.waitForSelector('#option-1-details');
    await press('ArrowLeft', 'End', 'ArrowUp');
    expect(await focused()).toContain('Billing');
    await press('Delete');
    await eventually('it is gone', async () => !(await text('.tree')).includes('Billing'));
    await eventually('the focus is on the next one', async () => (await focused()).includes('Support'));
    await withHeld('Control', 'z');
    await says('.tree', 'Billing');
    await says('.livestate', 'Live');
  });

  it('Alt with an arrow moves an option: it exchanges keys with its neighbour', async () => {
    await show('options-number-menu');
    await page.focus('#option-2');
    await withHeld('Alt', 'ArrowUp');
    await says('.help', 'Press 1 for Support. Press 2 for Sales.');
    await eventually('the focus goes along', async () => (await focused()).includes('Key 1, Support'));
  });

  it('[req 29] the parts that the program fills in can be moved and not removed', async () => {
    await show('options-number-menu');
    await page.focus('[data-chip=Menu]');
    await press('Delete', 'Backspace', 'ArrowLeft');
    await says('.help', 'Press 1 Sales for. Press 2 Support for.');
    await eventually('the focus goes along', async () =>
      page.evaluate(() => document.activeElement?.getAttribute('data-chip') === 'Menu'),
    );
    expect(await page.$$('.var')).toHaveLength(2);
  });

  it('[req 11] [req 12] [req 13] [req 15] people and how they ring are chosen', async () => {
    await show('options-number-menu');
    await page.select('.trchoice select', 'people');
    await page.waitForSelector('#option-3-details');
    const add = await page.waitForSelector('#option-3-details .pc + .btn, #option-3-details .row.wrap > .btn');
    await add?.focus();
    await press('Enter');
    await page.waitForSelector('#option-3-details .peoplelist input');
    await press('Space', 'Tab', 'Space', 'Escape');
    await eventually('two are chosen', async () => (await page.$$('#option-3-details .pc')).length === 2);
    await page.focus('#option-3-details .seg input:checked');
    await press('ArrowRight');
    await says('#option-3-details', 'Second round');
    await says('.tree', 'Ring 2 people in turn');
  });
});

describe('what is not live', () => {
  it('[req 39] becomes live with Save, and is kept until then', async () => {
    await show('options-number-menu');
    await page.type('.namefield input', ' 2');
    await isAsked('flow.keep', 'Main line, Madrid 2');
    await click('Save');
    await isAsked('saveCallFlow', 'Main line, Madrid 2', '"basedOn":3');
    await says('.livestate', 'The next caller hears it');
    await isAsked('flow.keep', '"draft":null');
  });

  it('comes back when its tab was closed, and can be thrown away', async () => {
    await show('options-number-kept');
    await says('.edmain', 'Your changes are back');
    await click('Discard');
    await isAsked('flow.keep', '"draft":null');
    await says('.livestate', 'Live');
  });

  it('is not lost when somebody else saved meanwhile', async () => {
    await show('options-number-conflict');
    await click('Save');
    await says('[role=alert]', 'Ken Adeyemi saved this number');
    await click('Take theirs');
    await says('.livestate', 'Live');
    await withHeld('Control', 'z');
    await says('.livestate', 'Changes not live yet');
  });

  it('can’t be saved while callers would not get through', async () => {
    await show('options-number-new');
    await says('.tofix', 'Nobody rings for this number');
    await says('.livestate', 'keeps it from going live');
    expect(await page.$eval(button('Save'), (save) => save.hasAttribute('disabled'))).toBe(true);
    await click('Show: Nobody rings for this number.');
    await eventually('the place has the focus', async () =>
      page.evaluate(() => document.activeElement?.closest('#part-people') !== null),
    );
  });
});

it('[req 5] [req 6] a number works after two choices: which it is, and who rings', async () => {
  await show('options-numbers');
  await page.waitForSelector('.sechead .primary');
  await click('Add a number');
  await page.waitForSelector('.numform select');
  await press('Tab', 'Tab', 'Tab', 'Enter');
  await page.waitForSelector('.peoplelist, .addrow .btn');
  await click('Add a person');
  await page.waitForSelector('.peoplelist input');
  await press('Space', 'Escape');
  await says('.tofix', 'Nothing to fix');
  await click('Save');
  await says('[role=alertdialog]', 'Calls to this number go to flows.oldphone.example now.');
  expect(await focused()).toBe('Not yet');
  expect(await asked('saveCallFlow')).toEqual([]);
  await press('Tab', 'Enter');
  await isAsked('saveCallFlow', '+34910601277', '"basedOn":null', '"languages":["es-ES"]');
});

describe('trying it', () => {
  it('goes the way of a caller, with the code that answers her', async () => {
    await show('options-number-menu');
    await says('.script', 'Press 1 for Sales.');
    await click('Press 1');
    await says('.script', 'Press 1 for Spain.');
    await click('Press 1');
    await says('.script', 'Rings now, all at once');
    await says('.script', 'Marta Soler, skipped: offline');
    await says('.script', 'goes to the queue, 1st of 10');
    await click('Answers: Ana Ruiz');
    await says('.script', 'Ana Ruiz answers');
    await click('Start again');
    await eventually('it begins anew', async () => !(await text('.script')).includes('answers'));
  });

  it('hears at once what is changed, and knows nothing of what is live', async () => {
    await show('options-number-menu');
    await page.type('#part-welcome textarea', ' Hello.');
    await says('.script', 'Zillum Inc. Hello.');
  });

  it('a person who is set offline there rings no more, and is not set offline', async () => {
    await show('options-number-people');
    await says('.script', 'Ken Adeyemi');
    await click('1 of 3 online');
    await page.select('.scene select[aria-label="Ken Adeyemi"]', 'offline');
    await eventually('nobody rings', async () => !(await text('.script')).includes('Rings now'));
    expect(await asked('setPersonPresence')).toEqual([]);
  });
});

it('[req 35] lets the admin hear the music that callers hear where no other is chosen', async () => {
  await show('options-number-menu');
  await click('Play: Default music');
  await isAsked('audioLink', '"id":"default"');
});

it('says so where the browser has no voice for a language', async () => {
  await show('options-number-menu');
  await click('Play: Welcome');
  await says('[role=alert]', 'no voice for English (UK)');
});

it('[req 26] a file that is no sound says so and changes nothing', async () => {
  await show('options-number-people');
  const chooser = await page.waitForSelector('#part-busy input[type=file]');
  const waiting = page.waitForFileChooser();
  await page.click('#part-busy .dropzone button');
  await (await waiting).accept([createRequire(import.meta.url).resolve('axe-core/package.json')]);
  await says('#part-busy', 'package.json can’t be used');
  expect(chooser).not.toBeNull();
  await nothingHappens('it is no change', async () => !(await text('.livestate')).startsWith('Live'), 300);
});

it('[req 33] a number outside its limits says which they are, and changes nothing', async () => {
  await show('options-number-menu');
  const field = await page.waitForSelector('.queuegrid input');
  await field?.click({ count: 3 });
  await page.keyboard.type('26');
  await says('.queuegrid', 'A whole number from 1 to 25.');
  expect(await text('.livestate')).toContain('Changes not live yet');
});

it('a holiday is a day of the calendar, with a year of four digits', async () => {
  await show('options-number-everything');
  const field = await page.waitForSelector('.addholiday input[type=date]');
  const enter = (date: string) =>
    field?.evaluate((input, day) => {
      if (!(input instanceof HTMLInputElement)) throw new Error('no field');
      input.value = day;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }, date);
  const canBeAdded = () => page.$eval(button('Add a holiday'), (found) => !found.matches(':disabled'));
  await enter('2028-02-29');
  await eventually('it can be added', canBeAdded);
  for (const date of ['2026-02-31', '12026-01-01']) {
    await enter(date);
    await eventually(`${date} can’t be added`, async () => !(await canBeAdded()));
    await enter('2028-02-29');
    await eventually('it can be added', canBeAdded);
  }
});

describe('accessibility', () => {
  const OPEN: readonly (readonly [view: string, what: string])[] = [
    ['options-number-menu', '.trb, .labrow .plain, .chip, .row.wrap > .btn[aria-expanded]'],
    ['options-number-everything', '.trb, .version .btn[aria-expanded]'],
    ['options-number-people', '.addrow .btn, .labrow .plain'],
  ];
  it.each(OPEN)('axe finds nothing in %s with all of it open', async (view, what) => {
    await show(view);
    await page.evaluate((selector) => {
      for (const one of document.querySelectorAll(selector)) if (one instanceof HTMLElement) one.click();
    }, what);
    await nothingHappens('it is drawn', async () => false, 600);
    await page.evaluate(script);
    const results = await page.evaluate(() => axe.run());
    expect(
      results.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`)),
    ).toEqual([]);
  });

  it('magnified to 400 % nothing is wider than its window', async () => {
    const wide: string[] = [];
    for (const view of [
      'options-number-menu',
      'options-number-everything',
      'options-number-people',
      'options-numbers',
    ]) {
      await gallery.show(view, { page, language: 'es' });
      await page.setViewport({ width: 320, height: 256 });
      await page.waitForSelector('.phonekeys, .numbers');
      await page.evaluate(() => {
        for (const one of document.querySelectorAll('.trb')) if (one instanceof HTMLElement) one.click();
      });
      await nothingHappens('it is drawn', async () => false, 300);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > 320) wide.push(`${view}: ${width}`);
    }
    expect(wide).toEqual([]);
  });
});

it('nothing of it throws', () => expect(errors).toEqual([]));
