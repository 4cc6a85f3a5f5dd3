import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { shownNumber } from '#extension/views/format/phone.ts';
import { adminApi } from '#shared/api/admin-api.ts';
import { type AgentBrowser, agentBrowser, goOnline, onboard, press } from '#test/support/browser/agent-browser.ts';
import { hearsOnly } from '#test/support/browser/hearing.ts';
import { eventually } from '#test/support/eventually.ts';
import { must } from '#test/support/must.ts';
import { HZ, hears, hearsMusic, legTo } from '#test/support/running-call.ts';
import { OUTGOING_LINE, STRANGER } from '#test/support/world.ts';
import {
  anaHears,
  callComesIn,
  callIs,
  isBack,
  itEnds,
  openTalkStage,
  passingIs,
  putAway,
  stands,
  type TalkLegs,
  type TalkStage,
  theyHearEachOther,
} from './in-the-call.ts';

/** Ana passes calls on to Ken, who sits at a browser of his own, and to a phone outside. */

// Two browsers: a limit for a broken run, on machines that have other work too.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let stage: TalkStage;
let ken: AgentBrowser;
let hisPopup: Page;

beforeAll(async () => {
  // Calls ring Ana; Ken takes what is passed on to him.
  stage = await openTalkStage({ world: { team: ['ana'] } });
  const agentId = await stage.world.idOf('ken');
  await must(stage.world.admin.ask(adminApi.saveOutgoingNumber, { agentId, number: OUTGOING_LINE }));
  ken = await agentBrowser(stage.world, { voiceHz: HZ.ken });
  const first = await onboard(ken, stage.world, 'ken');
  await goOnline(ken);
  hisPopup = await ken.popup();
  await first.close();
});
afterAll(async () => {
  await ken?.close();
  await stage?.stop();
});
afterEach(async () => {
  await itEnds(stage);
  await eventually('Ken has no call', async () => {
    const { call } = await ken.softphone();
    if (call?.state === 'ended') await tell(hisPopup, 'call.dismiss');
    return call === null || call.state === 'ended';
  });
  await putAway(ken, hisPopup);
});

const tell = (popup: Page, name: string) =>
  popup.evaluate((message) => chrome.runtime.sendMessage(message), { kind: 'ask', name, input: { callId: null } });
const kenHears = async (...voices: number[]) => hearsOnly(await ken.offscreen(), voices, Object.values(HZ));

/** Opens the list of colleagues, and chooses Ken by what the button says. */
async function choosesKen(label: (name: string) => string, panel = stage.ana.t.control.transfer): Promise<void> {
  const { popup } = stage;
  const { agent } = await ken.softphone();
  await popup.bringToFront();
  await press(popup, panel);
  await popup.locator('.pickfield input').fill('ken');
  await press(popup, label(agent?.name ?? ''));
}

async function kenAnswers(): Promise<void> {
  await ken.until('it rings at Ken’s', ({ call }) => call?.state === 'ringing');
  await press(hisPopup, ken.t.call.answer);
  await ken.until('he has it', ({ call }) => call?.state === 'live' && call.control !== null);
}

/** Laura waits, Ana and Ken talk. */
async function kenIsAsked({ customer }: TalkLegs): Promise<void> {
  const { ana, world } = stage;
  await choosesKen(ana.t.control.pick.askFirstOf);
  await passingIs(ana, 'ringing');
  await hearsMusic(world, customer);
  await kenAnswers();
  await passingIs(ana, 'talking');
  await Promise.all([hearsMusic(world, customer), anaHears(stage, HZ.ken), kenHears(HZ.ana)]);
}

/** Laura and Ken hear each other, Ana is out of it, knows who has the call, and has nothing to note. */
async function itIsKens({ customer, agent }: TalkLegs): Promise<void> {
  const { ana, world, popup } = stage;
  await Promise.all([kenHears(HZ.laura), hears(world, customer, HZ.ken)]);
  await ana.until('Ana knows who has it', ({ call }) => call?.state === 'ended' && call.how === 'passed-on');
  await popup
    .locator(`::-p-text(${ana.t.call.how('passed-on', true, (await ken.softphone()).agent?.name ?? '')})`)
    .wait();
  expect(await popup.$('.savefoot')).toBeNull();
  await eventually('her leg is over', () => world.twilio.control.call(agent).endedAt !== null);
  await ken.until('it is his', ({ call }) => call?.state === 'live' && call.control?.from?.asks !== true);
}

it.each(['incoming', 'outgoing'] as const)(
  'Ken is asked first, and has the customer of an %s call',
  async (direction) => {
    const { ana, popup } = stage;
    const call = await callIs[direction](stage);
    await kenIsAsked(call);
    await ken.until('he knows who asks', ({ call: his }) => his?.state === 'live' && his.control?.from?.asks === true);
    await press(popup, ana.t.control.passing.give('Laura', 'Ken'));
    await itIsKens(call);
  },
);

it('Ana swaps between both, has all three talk, and takes the customer back', async () => {
  const { ana, popup, world } = stage;
  const { passing } = ana.t.control;
  const call = await callComesIn(stage);
  await kenIsAsked(call);
  await press(popup, passing.swap);
  await passingIs(ana, 'waiting');
  await Promise.all([anaHears(stage, HZ.laura), hears(world, call.customer, HZ.ana), kenHears()]);
  await press(popup, passing.join);
  await passingIs(ana, 'together');
  await Promise.all([
    anaHears(stage, HZ.laura, HZ.ken),
    hears(world, call.customer, HZ.ana, HZ.ken),
    kenHears(HZ.laura, HZ.ana),
  ]);
  await press(popup, passing.drop('Ken'));
  await isBack(ana);
  await theyHearEachOther(stage, call);
});

it('Ana cancels while it rings at Ken’s, and again while they talk', async () => {
  const { ana, popup } = stage;
  const { passing, pick } = ana.t.control;
  const call = await callComesIn(stage);
  await choosesKen(pick.askFirstOf);
  await ken.until('it rings at Ken’s', ({ call: his }) => his?.state === 'ringing');
  await popup.keyboard.press('Escape');
  await isBack(ana);
  await ken.until('it rings no more', ({ call: his }) => his?.state !== 'ringing');
  await tell(hisPopup, 'call.dismiss');
  await theyHearEachOther(stage, call);
  await kenIsAsked(call);
  await popup.locator(`.callfoot .btn::-p-text(${passing.cancel('Laura')})`).click();
  await isBack(ana);
  await theyHearEachOther(stage, call);
});

it('Ken declines: the customer is back, and Ana is told', async () => {
  const { ana } = stage;
  const call = await callComesIn(stage);
  await choosesKen(ana.t.control.pick.askFirstOf);
  await ken.until('it rings at Ken’s', ({ call: his }) => his?.state === 'ringing');
  await press(hisPopup, ken.t.call.decline);
  await stands(ana, 'told', ({ failed, transfer }) => transfer === null && failed?.what === 'consult');
  await theyHearEachOther(stage, call);
});

it('Ken is added, and all three talk', async () => {
  const { ana, world } = stage;
  const call = await callComesIn(stage);
  await choosesKen(ana.t.control.pick.addWho, ana.t.control.addPerson);
  await passingIs(ana, 'ringing');
  await theyHearEachOther(stage, call);
  await kenAnswers();
  await passingIs(ana, 'together');
  await Promise.all([anaHears(stage, HZ.laura, HZ.ken), hears(world, call.customer, HZ.ana, HZ.ken)]);
});

it('a call is sent on at once: taken, and not taken', async () => {
  const { ana, popup, world } = stage;
  const taken = await callComesIn(stage);
  await choosesKen(ana.t.control.pick.sendNowTo);
  await kenAnswers();
  await itIsKens(taken);
  await tell(hisPopup, 'call.end');
  await eventually('it is over', () => world.twilio.control.liveLegs().length === 0);
  await itEnds(stage);

  const back = await callComesIn(stage);
  await choosesKen(ana.t.control.pick.sendNowTo);
  await ken.until('it rings at Ken’s', ({ call }) => call?.state === 'ringing');
  await press(hisPopup, ken.t.call.decline);
  await ana.until('it comes back to Ana', ({ call }) => call?.state === 'ringing');
  await press(popup, ana.t.call.answer);
  await ana.until('she has it again', ({ call }) => call?.state === 'live');
  await theyHearEachOther(stage, back);
});

it('a phone outside is asked first, and has the customer', async () => {
  const { ana, popup, world } = stage;
  const { control } = world.twilio;
  const { pick, passing } = ana.t.control;
  control.setPhone(STRANGER, { whenRung: 'answers', afterSeconds: 0.2, toneHz: HZ.outside });
  const call = await callComesIn(stage);
  await press(popup, ana.t.control.transfer);
  await popup.locator('.pickfield input').fill(STRANGER);
  const shown = shownNumber(STRANGER);
  await press(popup, pick.askFirstOf(shown));
  await passingIs(ana, 'talking');
  await Promise.all([hearsMusic(world, call.customer), anaHears(stage, HZ.outside)]);
  await press(popup, passing.give('Laura', shown));
  const outside = await legTo(world, STRANGER);
  await Promise.all([hears(world, call.customer, HZ.outside), hears(world, outside, HZ.laura)]);
  await ana.until('Ana is out of it', ({ call: hers }) => hers?.state !== 'live');
  await eventually('her leg is over', () => control.call(call.agent).endedAt !== null);
});
