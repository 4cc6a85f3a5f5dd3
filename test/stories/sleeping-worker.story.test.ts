import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { messagesIn } from '#extension/locales/language.ts';
import { EXTENSION_FOLDER } from '#test/support/browser/agent-browser.ts';
import { type UnwatchedBrowser, unwatchedBrowser } from '#test/support/browser/unwatched-browser.ts';
import type { UnwatchedPage } from '#test/support/browser/unwatched-page.ts';
import { eventually } from '#test/support/eventually.ts';
import { HZ, hears, legTo } from '#test/support/running-call.ts';
import type { World } from '#test/support/world.ts';
import { lauraCalls, openStage } from './stage.ts';

/** The extension's worker sleeps, as Chrome lets it: nothing watches it here that would keep it awake. */

vi.setConfig({ testTimeout: 120_000 });

const t = messagesIn('en');
let world: World;
let stop: () => Promise<void>;
let profile: string;
let browser: UnwatchedBrowser;

beforeAll(async () => {
  profile = await mkdtemp(path.join(tmpdir(), 'sidetone-sleeping-'));
  const stage = await openStage({ world: { team: ['ana'] }, browser: { profile } });
  ({ world, stop } = stage);
  const hosts = { zohoPort: world.zoho.httpsPort, twilioPort: world.twilio.httpsPort };
  await stage.ana.close();
  browser = await unwatchedBrowser({ extension: EXTENSION_FOLDER, hosts, profile, voiceHz: HZ.ana });
  await canBeRung();
});
afterAll(async () => {
  await browser?.close();
  await stop?.();
  await rm(profile, { recursive: true, force: true, maxRetries: 3 });
});

const canBeRung = async () => {
  const id = await world.idOf('ana');
  await eventually('she can be rung', async () => {
    const hers = world.server.context.db.selectFrom('endpoints').select('registered').where('agent_id', '=', id);
    return (await hers.execute()).some(({ registered }) => registered);
  });
};
const shows = (popup: UnwatchedPage, words: RegExp) =>
  eventually(`the popup shows ${words}`, async () => {
    const text = await popup.text();
    if (!words.test(text)) throw new Error(text.slice(0, 400));
    return true;
  });
const wakes = () => eventually('the worker is awake', () => browser.workerRuns());

it('is woken by a call, which rings and is answered; sleeps while they talk; and shows the call again once it is awake', async () => {
  const { control } = world.twilio;
  await browser.putWorkerToSleep();
  const customer = lauraCalls(world);
  await wakes();
  const popup = await browser.open('popup.html');
  await shows(popup, /Laura Gómez/);
  await popup.press(new RegExp(`^${t.call.answer}`));
  await hears(world, customer, HZ.ana);
  await popup.close();

  await browser.putWorkerToSleep();
  const agent = await legTo(world, `client:${await world.idOf('ana')}`, customer);
  const spoken = () =>
    control.call(customer).phones[0]?.heard.find(({ hz }) => Math.abs(hz - HZ.ana) < 15)?.heardMs ?? 0;
  const before = spoken();
  await eventually('Laura goes on hearing her', () => spoken() > before + 1_000);
  expect(control.call(agent).status).toBe('in-progress');

  const again = await browser.open('popup.html');
  await shows(again, /Laura Gómez/);
  await again.press(new RegExp(`^${t.control.hold}`));
  await shows(again, new RegExp(t.control.onHold));
  await browser.putWorkerToSleep();
  await again.press(new RegExp(`^${t.call.hangUp}`));
  await eventually('no leg is left', () => control.liveLegs().length === 0);
  await shows(again, new RegExp(t.call.ended));
});

it('starts a softphone again that has died, within a minute and by itself', async () => {
  const { control } = world.twilio;
  await browser.putWorkerToSleep();
  await browser.endSoftphone();
  await eventually('nothing of hers is registered', () => control.registered().length === 0);
  await eventually('her softphone is registered again', () => control.registered().length === 1, 60_000);
  await canBeRung();
  const customer = lauraCalls(world);
  const popup = await browser.open('popup.html');
  await popup.press(new RegExp(`^${t.call.answer}`));
  await hears(world, customer, HZ.ana);
  control.hangUp(customer);
  await eventually('no leg is left', () => control.liveLegs().length === 0);
});
