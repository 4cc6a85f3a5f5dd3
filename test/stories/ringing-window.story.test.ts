import type { Page, Target } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { press } from '#test/support/browser/agent-browser.ts';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { lauraCalls, openStage, type Stage } from './stage.ts';

/** How a call comes to the front by itself, in a real browser: what opens, what does not, and what goes again. */
let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.stop());
afterEach(async () => {
  const { world, ana } = stage;
  for (const sid of ringing.splice(0)) world.twilio.control.hangUp(sid);
  await eventually('no leg is left', () => world.twilio.control.liveLegs().length === 0);
  await ana.until('the softphone is free', ({ call }) => call === null || call.state === 'ended');
  for (const shown of await opened()) await shown.close();
  await eventually('nothing is open', async () => (await opened()).length === 0);
  await crmWindow({ state: 'normal', focused: true });
});

const ringing: string[] = [];
const WINDOW = 'popup.html?for=ringing';

async function itRings(): Promise<string> {
  const sid = lauraCalls(stage.world);
  ringing.push(sid);
  await stage.ana.until('it rings', ({ call }) => call?.state === 'ringing' && call.party.match.state === 'known');
  return sid;
}
const itIs = (state: string) => stage.ana.until(`the call is ${state}`, ({ call }) => call?.state === state);

/** Every place that shows the popup's page: Chrome's own, or a window. */
const isShown = (target: Target) => target.url().includes('/popup.html');
const opened = (): Promise<Page[]> =>
  Promise.all(
    stage.ana.browser
      .targets()
      .filter(isShown)
      .map((target) => target.asPage()),
  );
const openedPages = () =>
  stage.ana.browser
    .targets()
    .filter(isShown)
    .map((target) => target.url().replace(/^.*\//, ''));
const oneOpened = async (page: string): Promise<Page> => {
  await eventually(`${page} has opened`, () => openedPages().includes(page));
  const [one, ...more] = await opened();
  if (!one || more.length > 0) throw new Error(`${openedPages()} are open`);
  return one;
};

async function crmWindow(becomes: chrome.windows.UpdateInfo): Promise<void> {
  await (await stage.ana.worker()).evaluate(async (update) => {
    const [crm] = await chrome.windows.getAll({ windowTypes: ['normal'] });
    if (crm?.id !== undefined) await chrome.windows.update(crm.id, update);
  }, becomes);
}

/** Alt+A: Chrome gives keys that a driver presses to the page, so the command is given as Chrome gives it to the worker. */
async function altA(): Promise<void> {
  await (await stage.ana.worker()).evaluate(() => {
    // Chrome's events can be dispatched by the extension itself, which the types do not tell.
    (chrome.commands.onCommand as unknown as { dispatch(command: string): void }).dispatch('answer');
  });
}

const notifications = async (): Promise<number> =>
  (await stage.ana.worker()).evaluate(async () => Object.keys(await chrome.notifications.getAll()).length);

// The first: once there were calls, the list of them is told anew at times, which would show this one too.
it('shows a call that began to ring while the service worker died over it', async () => {
  const { ana } = stage;
  const dying = await ana.worker();
  // From here on this worker takes what it is told, and never comes to an end with it.
  await dying.evaluate(() => {
    const told: unknown[] = [];
    Object.assign(globalThis, { told });
    chrome.storage.session.set = async (values: object) => {
      told.push(JSON.stringify(values));
      await new Promise(() => undefined);
    };
  });
  ringing.push(lauraCalls(stage.world));
  await eventually('all that there is to say was told', () =>
    dying.evaluate(() => JSON.stringify(Reflect.get(globalThis, 'told')).includes('Transportes Gómez')),
  );
  await ana.killWorker();
  await itIs('ringing');
  await eventually('the notification is there', async () => (await notifications()) === 1);
  const popup = await oneOpened('popup.html');
  await popup.locator('::-p-text(Laura Gómez)').wait();
});

it('opens the popup by itself, and Alt+A answers', async () => {
  await itRings();
  const popup = await oneOpened('popup.html');
  await popup.locator('::-p-text(Laura Gómez)').wait();
  await altA();
  await itIs('live');
  await eventually('the notification is gone', async () => (await notifications()) === 0);
  // Not by a locator: without a screen Chrome draws no frames of its popup, for which one would wait.
  await popup.$eval('.btn.danger', (button) => button instanceof HTMLElement && button.click());
  await itIs('ended');
});

it.each([
  ['a page of the CRM', async () => stage.page],
  ['the options', () => stage.ana.open('options.html')],
])('opens nothing over %s while she types there, and Alt+A answers all the same', async (_, where) => {
  const page = await where();
  await page.bringToFront();
  await page.evaluate(() => document.body.insertAdjacentHTML('afterbegin', '<textarea id="note"></textarea>'));
  await page.locator('#note').click();
  await page.keyboard.type('Wants an offer for ');
  await itRings();
  await eventually('the notification is there', async () => (await notifications()) === 1);
  await page.keyboard.type('three lorries');
  await nothingHappens('a popup or a window opens', openedPages, 500);
  expect(openedPages()).toEqual([]);
  expect(await page.$eval('#note', (field) => field instanceof HTMLTextAreaElement && field.value)).toBe(
    'Wants an offer for three lorries',
  );
  await altA();
  await itIs('live');
  if (page === stage.page) await page.$eval('#note', (field) => field.remove());
  else await page.close();
});

it('opens one small window where Chrome refuses the popup, which goes when the caller gives up', async () => {
  await crmWindow({ state: 'minimized' });
  const sid = await itRings();
  const shown = await oneOpened(WINDOW);
  await shown.locator('::-p-text(Laura Gómez)').wait();
  await nothingHappens('a second one opens', openedPages, 300);
  stage.world.twilio.control.hangUp(sid);
  await itIs('ended');
  await eventually('it is gone', () => openedPages().length === 0);
});

it('keeps the small window for the call that she answers in it, and closes it when she has noted it', async () => {
  const { world, ana } = stage;
  await crmWindow({ state: 'minimized' });
  const sid = await itRings();
  const shown = await oneOpened(WINDOW);
  await press(shown, ana.t.call.answer);
  await itIs('live');
  await eventually('the notification is gone', async () => (await notifications()) === 0);
  expect(openedPages()).toEqual([WINDOW]);
  world.twilio.control.hangUp(sid);
  await itIs('ended');
  await press(shown, ana.t.wrapUp.save);
  await eventually('it is gone', () => openedPages().length === 0);
});
