import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SoftphoneSnapshot } from '#extension/wire/snapshots.ts';
import { type Gallery, openGallery } from '#test/gallery/open-gallery.ts';
import { slowAnswers } from '#test/gallery/slow-answers.ts';
import { eventually, nothingHappens } from '#test/support/eventually.ts';

/** What happens on the options page while a question is open, or an answer on its way. */

let gallery: Gallery;
let page: Page;

beforeAll(async () => {
  gallery = await openGallery();
  page = await gallery.browser.newPage();
}, 60_000);
afterAll(() => gallery?.close());

const show = (view: string) => gallery.show(view, { page });
const { slowly, isUnderWay, arrives } = slowAnswers(() => page);
const click = async (selector: string) => (await page.waitForSelector(selector))?.click();
const button = (name: string) => `::-p-aria([name="${name}"][role="button"])`;
const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');

/** The softphone publishes again, as it does all the time. */
const publishes = () =>
  page.evaluate(() => {
    const looked = new AbortController();
    const seen: SoftphoneSnapshot[] = [];
    window.sidetone.watch('softphone', (phone) => seen.push(phone), looked.signal);
    looked.abort();
    for (const phone of seen) window.sidetone.set('softphone', { ...phone });
  });

describe('the question before signing out', () => {
  it('leaves the focus where she has put it', async () => {
    await show('options-appearance');
    await click(button('Sign out'));
    await eventually('the safe button has the focus', async () => (await focused()) === 'Stay signed in');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Sign out');
    await publishes();
    await nothingHappens('the softphone publishes', focused);
    expect(await focused()).toBe('Sign out');
  });

  it('is put away by Escape, and the focus comes back', async () => {
    await show('options-appearance');
    await click(button('Sign out'));
    await eventually('the safe button has the focus', async () => (await focused()) === 'Stay signed in');
    await page.keyboard.press('Escape');
    await eventually('it is where it was', async () => (await focused()) === 'Sign out');
  });
});

it('the question before deleting gives the focus back to where it came from', async () => {
  await show('options-incoming');
  await click('.numbers .btn.danger-text');
  const asks = await page.waitForSelector('[role=alertdialog]');
  await page.keyboard.press('Escape');
  await eventually('it is put away', async () => !(await asks?.evaluate((element) => element.isConnected)));
  expect(await focused()).toBe('Delete');
});

describe('while the server takes its time', () => {
  it('an address that was corrected meanwhile is not taken for the one that answers', async () => {
    await show('onboarding-server');
    await slowly('server.check', { origin: 'https://old.example', team: 'Zillum', setUp: true });
    await page.click('main input', { count: 3 });
    await page.keyboard.type('old.example');
    await page.keyboard.press('Enter');
    await isUnderWay();
    await page.click('main input', { count: 3 });
    await page.keyboard.type('new.example');
    await arrives();
    await nothingHappens('the old one answers', () => page.evaluate(() => document.body.textContent));
    expect(await page.evaluate(() => document.body.textContent)).not.toContain('Zillum');
  });

  it('what is changed of a form while it is being saved stays, and is not saved yet', async () => {
    await show('options-compliance');
    const settings = await page.evaluate(async () => {
      const answer = await window.sidetone.ask('admin.ask', { route: 'compliance', params: {}, input: null });
      return answer.ok ? answer.value : null;
    });
    await slowly('saveCompliance', settings);
    await page.waitForSelector('form select');
    await page.select('form .part:last-of-type select', '30');
    await click('form button[type=submit]');
    await isUnderWay();
    await page.select('form .part:last-of-type select', '90');
    await arrives();
    await nothingHappens('it is saved', () => page.$eval('form output', (told) => told.textContent));
    expect(await page.$eval('form .part:last-of-type select', (field) => 'value' in field && field.value)).toBe('90');
    expect(await page.$eval('form output', (told) => told.textContent)).toBe('Not saved yet');
  });
});

describe('a person’s mobile', () => {
  const field = '.mobile input[type=text]';
  const typed = () => page.$eval(field, (input) => 'value' in input && input.value);
  const manages = async () => {
    await show('options-people');
    await click('.peopletable tbody tr:nth-of-type(2) button');
    await page.waitForSelector(field);
  };
  const types = async (number: string) => {
    await page.click(field, { count: 3 });
    await page.keyboard.type(number);
  };

  it('that is changed while it is being saved stays as typed, and is not saved yet', async () => {
    await manages();
    await slowly('saveMobile', { reply: { number: '+34600900789', when: 'also' } });
    await types('600 900 789');
    await page.keyboard.press('Enter');
    await isUnderWay();
    await types('600 111');
    await arrives();
    await nothingHappens('it is saved', typed);
    expect(await typed()).toBe('600 111');
    expect(await page.$eval('.mobile output', (told) => told.textContent)).toBe('');
  });

  it('stays as typed while the people can’t be asked for anew', async () => {
    await manages();
    await page.evaluate(() => {
      const { ask } = window.sidetone;
      const failing: typeof ask = async (name, input) =>
        JSON.stringify(input).includes('"route":"people"')
          ? { ok: false, problem: { code: 'server-away', message: '', retry: true } }
          : ask(name, input);
      Object.assign(window.sidetone, { ask: failing });
    });
    await types('600 111');
    await click('.manage .btn.outline');
    await eventually('she is told', () =>
      page.evaluate(() => document.body.textContent?.includes('server doesn’t answer')),
    );
    expect(await typed()).toBe('600 111');
  });
});
