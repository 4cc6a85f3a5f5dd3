import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { type AgentBrowser, agentBrowser, goOnline, onboard, press } from '#test/support/browser/agent-browser.ts';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { HZ, hearsMusic, legTo } from '#test/support/running-call.ts';
import {
  callComesIn,
  isBack,
  isHeld,
  itEnds,
  openTalkStage,
  type TalkStage,
  theyHearEachOther,
} from './in-the-call.ts';
import { lauraCalls } from './stage.ts';

/** Ana signs in on a second computer: calls ring at the one she came to last, the other says so, and no call is lost by it. */

vi.setConfig({ testTimeout: 120_000 });

let stage: TalkStage;
/** At home. */
let home: AgentBrowser;
let homePopup: Page;

beforeAll(async () => {
  stage = await openTalkStage({ world: { team: ['ana'] } });
  home = await agentBrowser(stage.world, { voiceHz: HZ.ana });
});
afterAll(async () => {
  await home?.close();
  await stage?.stop();
});
afterEach(() => itEnds(stage));

const isReady = (one: AgentBrowser) => one.until('calls ring here', ({ line }) => line.state === 'ready');
const isReplaced = (one: AgentBrowser) =>
  one.until(
    'it knows of the other computer',
    ({ line }) => line.state === 'problem' && line.problem.code === 'replaced-elsewhere',
  );
const says = async (popup: Page, words: string) => {
  await popup.bringToFront();
  await popup.locator(`::-p-text(${words})`).wait();
};
const RING_HERE = 'Ring here';
const ELSEWHERE = 'You are signed in on another computer.';

it('calls ring where she signed in last; the other computer says so, and is one click away from having them again', async () => {
  const { ana, popup, world } = stage;
  await (await onboard(home, world, 'ana')).close();
  await goOnline(home);
  homePopup = await home.popup();
  await isReplaced(ana);
  await says(popup, ELSEWHERE);

  const customer = lauraCalls(world);
  await home.until('it rings', ({ call }) => call?.state === 'ringing');
  await nothingHappens('nothing rings at the other', async () => (await ana.softphone()).call);
  expect((await ana.softphone()).call).toBeNull();
  world.twilio.control.hangUp(customer);
  await homePopup.bringToFront();
  await press(homePopup, home.t.call.dismiss);

  await press(popup, RING_HERE);
  await isReady(ana);
  await isReplaced(home);
  await says(homePopup, ELSEWHERE);
  const call = await callComesIn(stage);
  await theyHearEachOther(stage, call);
  expect((await home.softphone()).call).toBeNull();
});

it('a running call stays at its computer with all that can be done to it, and rings nowhere else; afterwards that one says so', async () => {
  const { ana, popup, world } = stage;
  const { control } = world.twilio;
  const call = await callComesIn(stage);
  await says(homePopup, ELSEWHERE);
  await press(homePopup, RING_HERE);
  await isReady(home);
  await theyHearEachOther(stage, call);

  await popup.bringToFront();
  await press(popup, ana.t.control.hold);
  await isHeld(ana);
  await hearsMusic(world, call.customer);
  await press(popup, ana.t.control.resume);
  await isBack(ana);
  await theyHearEachOther(stage, call);

  // Whoever calls meanwhile is told that she is on a call.
  const second = lauraCalls(world);
  await eventually('the second caller is told', () =>
    control.call(second).transcript.some(({ what }) => what === 'said'),
  );
  expect([(await home.softphone()).call, control.call(second).legs]).toEqual([null, []]);
  control.hangUp(second);

  control.hangUp(call.customer);
  await isReplaced(ana);
  const next = lauraCalls(world);
  await home.until('the next one rings at the other', ({ call: shown }) => shown?.state === 'ringing');
  await homePopup.bringToFront();
  await press(homePopup, home.t.call.answer);
  await home.until('they talk', ({ call: shown }) => shown?.state === 'live');
  expect(control.call(await legTo(world, 'client:', next)).answeredAt).not.toBeNull();
});

it('two windows of one browser show one state, and either can act', async () => {
  const { ana, popup } = stage;
  await press(popup, RING_HERE);
  await isReady(ana);
  const other = await ana.popup();
  const call = await callComesIn(stage);
  const both = [popup, other];
  for (const page of both) {
    await page.bringToFront();
    await page.locator(`::-p-aria([name="${ana.t.control.hold}"][role="button"])`).wait();
  }
  await press(other, ana.t.control.hold);
  for (const page of both) {
    await page.bringToFront();
    await page.locator(`::-p-text(${ana.t.control.onHold})`).wait();
  }
  await press(other, ana.t.control.resume);
  await isBack(ana);
  await theyHearEachOther(stage, call);
  await other.close();
});
