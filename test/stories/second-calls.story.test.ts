import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { newFlow } from '#shared/call-flow/new-flow.ts';
import { press } from '#test/support/browser/agent-browser.ts';
import { clickHidden } from '#test/support/browser/closed-root.ts';
import { playedInSoftphone } from '#test/support/browser/played-in-softphone.ts';
import { eventually } from '#test/support/eventually.ts';
import { spanishFlow } from '#test/support/flow.ts';
import { HZ, hears, hearsMusic } from '#test/support/running-call.ts';
import { COMPANY_LINE, STRANGER } from '#test/support/world.ts';
import { isTold } from './heard.ts';
import {
  anaHears,
  callComesIn,
  isBack,
  isHeld,
  itEnds,
  openTalkStage,
  type TalkStage,
  talks,
  theyHearEachOther,
} from './in-the-call.ts';
import { saveLine } from './switchboard.ts';

/** A stranger calls while Ana talks with Laura. */

vi.setConfig({ testTimeout: 120_000 });

let stage: TalkStage;

beforeAll(async () => {
  stage = await openTalkStage({ world: { team: ['ana'] } });
  const { ana, world } = stage;
  const queue = { ...newFlow('es-ES', 'Europe/Madrid').queue, on: true };
  await saveLine(world, spanishFlow([await world.idOf('ana')], { queue }));
  const options = await ana.open('options.html#device');
  const letsRing = `::-p-aria([name="${ana.t.supervise.callWaitingOn}"][role="switch"])`;
  await options.locator(letsRing).click();
  await eventually('it is saved', () => options.$eval(letsRing, (element) => element.ariaChecked === 'true'));
  await options.close();
});
afterAll(() => stage?.stop());
afterEach(() => itEnds(stage));

/** The stranger calls the company, and Ana is told so by a beep. Answers his leg. */
async function strangerCalls(): Promise<string> {
  const { ana, offscreen, popup, world } = stage;
  const leg = world.twilio.control.placeCall({ from: STRANGER, to: COMPANY_LINE, toneHz: HZ.outside });
  await ana.until('it rings beside', ({ second }) => second?.state === 'ringing');
  // A soft beep, and never the ring: she has somebody's voice in her ear.
  await eventually('it beeps', async () => Object.keys(await playedInSoftphone(offscreen)).join() === 'waiting');
  expect((await playedInSoftphone(offscreen)).waiting).toBeLessThanOrEqual(0.25);
  await popup.bringToFront();
  return leg;
}

const fallsSilent = () =>
  eventually('nothing beeps', async () => Object.keys(await playedInSoftphone(stage.offscreen)).length === 0);

/** The one who waits beside is talked to, and the other one waits. */
async function swaps(): Promise<void> {
  const { ana, popup } = stage;
  await popup.locator(`.secondcall .btn::-p-text(${ana.t.control.second.swap})`).click();
}

it('[req 57] [req 58] Laura waits while Ana answers the stranger, they are swapped, and she is there when he has gone', async () => {
  const { ana, page, popup, world } = stage;
  const { customer } = await callComesIn(stage);
  const stranger = await strangerCalls();
  await Promise.all([anaHears(stage, HZ.laura), hears(world, customer, HZ.ana)]);
  await press(popup, ana.t.control.second.answer);
  await ana.until('both are hers', ({ call, second }) => call?.party.number === STRANGER && second?.state === 'live');
  await fallsSilent();
  const withStranger = () =>
    Promise.all([hearsMusic(world, customer), hears(world, stranger, HZ.ana), anaHears(stage, HZ.outside)]);
  const withLaura = () =>
    Promise.all([hearsMusic(world, stranger), hears(world, customer, HZ.ana), anaHears(stage, HZ.laura)]);
  await withStranger();

  // Muted for one of them she is heard by the other, and still muted when she comes back.
  await press(popup, ana.t.call.mute);
  await Promise.all([hearsMusic(world, customer), hears(world, stranger)]);
  await swaps();
  await withLaura();
  await page.bringToFront();
  await clickHidden(page, new RegExp(`^${ana.t.control.second.swap}`));
  await ana.until('he is back', ({ call }) => call?.state === 'live' && call.party.number === STRANGER && call.muted);
  await Promise.all([hearsMusic(world, customer), hears(world, stranger), anaHears(stage, HZ.outside)]);
  await popup.bringToFront();
  await press(popup, ana.t.call.unmute);
  await withStranger();

  world.twilio.control.hangUp(stranger);
  await ana.until('Laura is there', ({ call }) => call?.state === 'live' && call.party.number !== STRANGER);
  await isHeld(ana);
  await press(popup, ana.t.control.resume);
  await isBack(ana);
  await Promise.all([anaHears(stage, HZ.laura), hears(world, customer, HZ.ana)]);
});

it('[req 60] the stranger is let wait in the queue, and rings as soon as Ana has hung up', async () => {
  const { ana, popup, world } = stage;
  const first = await callComesIn(stage);
  const stranger = await strangerCalls();
  await press(popup, ana.t.control.second.toQueue);
  await isTold(world, stranger, 'Su llamada es importante');
  await fallsSilent();
  await theyHearEachOther(stage, first);
  await popup.locator(`.callfoot .btn::-p-text(${ana.t.call.hangUp})`).click();
  await ana.until('it rings', ({ call }) => call?.state === 'ringing' && call.party.number === STRANGER);
  await press(popup, ana.t.call.answer);
  await talks(ana);
  await Promise.all([anaHears(stage, HZ.outside), hears(world, stranger, HZ.ana)]);
});

it('the stranger is declined, waits in the queue, and nobody hears anything of it', async () => {
  const { ana, popup, world } = stage;
  const first = await callComesIn(stage);
  const stranger = await strangerCalls();
  await press(popup, ana.t.control.second.decline);
  await fallsSilent();
  await isTold(world, stranger, 'Su llamada es importante');
  await theyHearEachOther(stage, first);
});
