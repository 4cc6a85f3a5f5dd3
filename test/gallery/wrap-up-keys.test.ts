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
  eventually(`${name} is asked`, async () => (await asked()).findLast((one) => one.name === name));
const change = async (name = 'wrapUp.edit') => JSON.stringify((await asks(name))?.input);
const together = async (modifier: 'Control', key: 's' | 'Enter') => {
  await page.keyboard.down(modifier);
  await page.keyboard.press(key);
  await page.keyboard.up(modifier);
};
const focused = () =>
  page.evaluate(() => {
    const element = document.activeElement;
    const label =
      element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.labels?.[0] : null;
    return element?.getAttribute('aria-label') ?? label?.textContent ?? element?.textContent ?? '';
  });

describe('the call-ended window', () => {
  it('has its outcomes first, then description, follow-ups, change, save', async () => {
    await show('popup-wrapup-planned');
    await eventually('the chosen outcome has the focus', async () => (await focused()).includes('Call back'));
    const stops: string[] = [];
    for (let n = 0; n < 20 && !stops.at(-1)?.startsWith('Save & call next'); n++) {
      await page.keyboard.press('Tab');
      stops.push(await focused());
    }
    const names = stops.map((stop) => stop.trim()).filter((stop, at) => stop !== stops[at - 1]?.trim());
    // Each part of a date is a stop of the browser's own.
    expect(names.filter((name) => !name.startsWith('Day and time'))).toEqual([
      'Description',
      'Follow-up call',
      'Tomorrow 09:00',
      'Subject of the call',
      'Follow-up task',
      'Another day and time',
      'Subject of the task',
      'Don’t log this callNothing of it goes to the CRM: no call, no note, no recording.',
      'Do it later',
      'Change',
      'Save & close',
      'Save & call next',
    ]);
  });

  it('takes 1 to 6 for the outcome, and again to let it go', async () => {
    await show('popup-wrapup');
    await page.keyboard.press('2');
    expect(await change()).toContain('"outcome":"call-back"');
    await page.keyboard.press('2');
    await eventually('it is let go', async () => (await change()).includes('"outcome":null'));
  });

  it('types digits where somebody writes', async () => {
    await show('popup-wrapup');
    await page.type('textarea', '12');
    await eventually('it is kept', async () => (await change()).includes('"description":"12"'));
    expect(await change()).not.toContain('outcome');
  });

  it('saves with Ctrl S from inside the description, with the last word', async () => {
    await show('popup-wrapup');
    await page.type('textarea', 'twelve vans');
    await together('Control', 's');
    expect(await change('wrapUp.save')).toContain('twelve vans');
  });

  it('saves and calls the next with Ctrl Enter, and stays when there can be no call', async () => {
    await show('popup-wrapup-refused-next');
    await together('Control', 'Enter');
    await asks('wrapUp.callNext');
    await page.waitForSelector('[role=alert]');
    expect((await asked()).map(({ name }) => name)).not.toContain('wrapUp.save');
  });

  it('without anybody to call has neither button nor key for it', async () => {
    await show('popup-wrapup');
    expect(await page.$$eval('.savefoot .btn', (all) => all.length)).toBe(1);
    await together('Control', 'Enter');
    await nothingHappens('a call', async () => (await asked()).some(({ name }) => name === 'wrapUp.callNext'), 300);
  });

  it('Escape puts it away unsaved; in the choice of record it only goes back', async () => {
    await show('popup-wrapup-change');
    await page.click('.fieldhead .btn');
    await page.waitForSelector('.recordchange');
    await page.keyboard.press('Escape');
    await eventually('it is back', async () => (await page.$('.recordchange')) === null);
    expect((await asked()).map(({ name }) => name)).not.toContain('wrapUp.minimise');
    await page.keyboard.press('Escape');
    expect(await change('wrapUp.minimise')).toContain('"small":true');
  });

  it('plans a call and a task independently of each other', async () => {
    await show('popup-wrapup');
    const [call, task] = await page.$$('.followup input[type=checkbox]');
    await call?.click();
    await eventually('a call', async () => (await change()).includes('"followUpCall":{"subject":"Call Laura Gómez"'));
    await task?.click();
    await eventually('and a task', async () => (await change()).includes('"followUpTask":{"subject":"Follow up with'));
    // Tomorrow at nine in Madrid.
    expect(await change()).toContain('2026-11-25T08:00:00.000Z');
    expect(await change()).toContain('followUpCall":{');
  });

  it('does not save a follow-up for a time that is over', async () => {
    await show('popup-wrapup');
    await page.click('.followup input[type=checkbox]');
    await page.click('.plan .chip:last-child');
    await page.$eval('input[type=datetime-local]', (field) => {
      if (!(field instanceof HTMLInputElement)) return;
      field.value = '2026-11-24T09:00';
      field.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await together('Control', 's');
    await page.waitForSelector('.help.bad[role=alert]');
    expect((await asked()).map(({ name }) => name)).not.toContain('wrapUp.save');
  });

  it('goes to a record that she looks for', async () => {
    await show('popup-wrapup-change');
    await page.click('.fieldhead .btn');
    await page.type('.recordchange input', 'lau');
    await page.locator('.recordchange [aria-live] .pick').click();
    await eventually('it is chosen', async () => (await change()).includes('"record":{"kind":"contact","id":"5001"}'));
  });

  it('that the server has for good can only be closed, or tried again', async () => {
    await show('popup-wrapup-waiting');
    expect(await page.$eval('textarea', (field) => field.matches(':disabled'))).toBe(true);
    await page.click('.note .btn');
    await asks('wrapUp.retry');
  });
});

describe('the note of a running call', () => {
  it('has the key N, is kept as she types, and says so', async () => {
    await show('popup-call-note');
    await page.keyboard.press('n');
    await eventually('the note has the focus', async () => (await focused()).includes('Note'));
    await page.keyboard.type('m 7');
    await eventually('it is kept', async () => (await change()).includes('m 7'));
    await page.waitForSelector('.saved svg');
    expect((await asked()).map(({ name }) => name)).not.toContain('call.mute');
  });

  it('goes on in mid-word when the call ends', async () => {
    await show('popup-call-note');
    await page.type('textarea', 'half a se');
    await page.evaluate(() => {
      const { sidetone } = window;
      sidetone.watch(
        'wrapUps',
        (snapshot) => {
          const [first] = snapshot.wrapUps;
          if (!first || first.endedAt !== null) return;
          const over = { ...first, endedAt: first.startedAt, draft: { ...first.draft, description: 'half a se' } };
          sidetone.watch(
            'softphone',
            (phone) => phone.call && setTimeout(() => sidetone.set('softphone', { ...phone, call: null })),
            AbortSignal.timeout(50),
          );
          setTimeout(() => sidetone.set('wrapUps', { ...snapshot, shown: first.callId, wrapUps: [over] }));
        },
        AbortSignal.timeout(50),
      );
    });
    await page.waitForSelector('.savefoot');
    await page.keyboard.type('ntence');
    await eventually('it is one sentence', async () => (await change()).includes('half a sentence'));
  });
});
