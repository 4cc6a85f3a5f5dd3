import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AgentBrowser, agentBrowser, press } from '#test/support/browser/agent-browser.ts';
import { hiddenText } from '#test/support/browser/closed-root.ts';
import { eventually } from '#test/support/eventually.ts';
import { LAURA } from '#test/support/world.ts';
import { LAURA_REF, onLaurasRecord } from './noted-call.ts';
import { latestCall } from './on-record.ts';
import { LAURA_PAGE, openRecord, openStage, type Stage, VOICE_HZ } from './stage.ts';

/** What she notes survives her browser, and a server or a CRM that is away. */

const NOTE = 'Pays the invoice of March on Monday';
let stage: Stage;
/** Her browser: another one, with the same profile, once the first was killed. */
let ana: AgentBrowser;
let profile: string;

beforeAll(async () => {
  profile = await mkdtemp(path.join(tmpdir(), 'sidetone-kept-'));
  stage = await openStage({ browser: { profile } });
  ({ ana } = stage);
  stage.world.twilio.control.setPhone(LAURA, { whenRung: 'answers', afterSeconds: 0, toneHz: VOICE_HZ.laura });
});
afterAll(async () => {
  expect(stage.world.twilio.control.liveLegs()).toEqual([]);
  await ana?.close();
  await stage?.stop();
  await rm(profile, { recursive: true, force: true, maxRetries: 3 });
});

/** A call with Laura from the beginning to its end; answers the popup with the call-ended window. */
async function callLaura(): Promise<Page> {
  const popup = await ana.popup();
  await popup.evaluate((input) => chrome.runtime.sendMessage({ kind: 'ask', name: 'call.dial', input }), {
    to: LAURA,
    record: LAURA_REF,
    from: null,
  });
  await ana.until('they talk', ({ call }) => call?.state === 'live');
  await popup.locator('.btn.danger').click();
  await popup.locator(`::-p-text(${ana.t.wrapUp.save})`).wait();
  return popup;
}

const kill = () => ana.browser.process()?.kill('SIGKILL');

/** Her browser anew, with what it has kept; answers its popup. */
async function opensAgain(): Promise<Page> {
  ana = await agentBrowser(stage.world, { voiceHz: VOICE_HZ.ana, profile });
  return ana.popup();
}

/** Description and a call for tomorrow, as far as "Saved". */
async function note(popup: Page): Promise<void> {
  const words = ana.t.wrapUp;
  await popup.locator('textarea').fill(NOTE);
  await popup.locator(`label.check::-p-text(${words.followUpCall})`).click();
  await popup.locator('.followup .plan').wait();
  await popup.locator(`.saved::-p-text(${words.noteSaved})`).wait();
}

const noted = (popup: Page) =>
  popup.evaluate(() => ({
    description: document.querySelector('textarea')?.value,
    plans: document.querySelectorAll('.followup input[type=checkbox]:checked').length,
  }));

const isWritten = async () => {
  const { id } = await latestCall(stage.world);
  return eventually(
    'it is on the record',
    () => {
      const found = onLaurasRecord(stage.world, id).map((line) => line.replace(/ \d\d:\d\d$/, ''));
      if (found.length < EVERYTHING.length) throw new Error(found.join(', '));
      return found;
    },
    30_000,
  );
};
const EVERYTHING = ['call Outbound', 'note', 'planned call'];

it('[req 64] has description and follow-up when the browser is killed in the middle and opens again', async () => {
  const popup = await callLaura();
  // Nobody but her browser has heard of what she writes.
  const { back } = await stage.world.serverAway();
  await note(popup);
  kill();
  await back();
  const again = await opensAgain();
  await eventually('what she has noted is there', async () => {
    const { description, plans } = await noted(again);
    return description === NOTE && plans === 1;
  });
  await press(again, ana.t.wrapUp.save);
  expect(await isWritten()).toEqual(EVERYTHING);
  await again.close();
});

it('[req 64] shows what she has noted as soon as the browser opens, while the server is away, and saves it once', async () => {
  await ana.until('her line is ready', ({ line }) => line.state === 'ready');
  await note(await callLaura());
  const { back } = await stage.world.serverAway();
  kill();
  const popup = await opensAgain();
  await popup.locator(`[role=status]::-p-text(${ana.t.wrapUp.away})`).wait();
  expect(await noted(popup)).toEqual({ description: NOTE, plans: 1 });
  const page = await openRecord(ana, LAURA_PAGE);
  await eventually('the card in the page shows it too', async () =>
    (await hiddenText(page)).includes(ana.t.wrapUp.away),
  );
  await popup.bringToFront();
  await popup.locator('textarea').fill(`${NOTE}, in cash`);
  await popup.locator(`.saved::-p-text(${ana.t.wrapUp.noteSaved})`).wait();
  kill();
  const again = await opensAgain();
  await again.locator(`[role=status]::-p-text(${ana.t.wrapUp.away})`).wait();
  expect(await noted(again)).toEqual({ description: `${NOTE}, in cash`, plans: 1 });
  await press(again, ana.t.wrapUp.save);
  await again.locator(`.finish.waiting::-p-text(${ana.t.wrapUp.waitingCount(1)})`).wait();
  await back();
  expect(await isWritten()).toEqual(EVERYTHING);
  await eventually('nothing waits any more', async () => (await again.$('.finish')) === null);
  expect(await isWritten()).toEqual(EVERYTHING);
  await again.close();
});

it('[req 64] takes what she saves while the server is away, and hands it over when it is back', async () => {
  await ana.until('her line is ready', ({ line }) => line.state === 'ready');
  const popup = await callLaura();
  await note(popup);
  const { back } = await stage.world.serverAway();
  await press(popup, ana.t.wrapUp.save);
  await popup.locator(`.finish.waiting::-p-text(${ana.t.wrapUp.waitingCount(1)})`).wait();
  await back();
  expect(await isWritten()).toEqual(EVERYTHING);
  await eventually('nothing waits any more', async () => (await popup.$('.finish')) === null);
  await popup.close();
});

it('[req 64] says that it waits while the CRM is away, and no longer once it is there', async () => {
  await ana.until('her line is ready', ({ line }) => line.state === 'ready');
  const popup = await callLaura();
  await note(popup);
  await stage.world.zoho.unplug();
  await press(popup, ana.t.wrapUp.save);
  await popup.locator(`.finish.waiting::-p-text(${ana.t.wrapUp.waitingCount(1)})`).click();
  await popup.locator(`::-p-text(${ana.t.wrapUp.waiting})`).wait();
  await stage.world.zoho.plugIn();
  await press(popup, ana.t.wrapUp.tryNow);
  expect(await isWritten()).toEqual(EVERYTHING);
  await eventually(
    'it is said no longer',
    async () => !(await popup.$eval('body', (body) => body.textContent)).includes(ana.t.wrapUp.waiting),
  );
  await popup.close();
});
