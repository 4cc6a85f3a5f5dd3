import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { press } from '#test/support/browser/agent-browser.ts';
import { clickHidden } from '#test/support/browser/closed-root.ts';
import { hearsMusic } from '#test/support/running-call.ts';
import {
  anaHears,
  callComesIn,
  callIs,
  isBack,
  isHeld,
  itEnds,
  keyCommand,
  openTalkStage,
  stands,
  type TalkStage,
  theyHearEachOther,
} from './in-the-call.ts';

let stage: TalkStage;

beforeAll(async () => {
  stage = await openTalkStage({ world: { team: ['ana'] } });
});
afterAll(() => stage?.stop());
afterEach(() => itEnds(stage));

/** She hears music, and nobody hears anybody. */
const isAlone = (customer: string) => Promise.all([hearsMusic(stage.world, customer), anaHears(stage)]);

describe.each(['incoming', 'outgoing'] as const)('an %s call', (direction) => {
  it(`[req 57] is held by one click and resumed by the next, then by the key: ${direction}`, async () => {
    const { ana, popup, page } = stage;
    const call = await callIs[direction](stage);
    await theyHearEachOther(stage, call);

    await press(popup, ana.t.control.hold);
    await isHeld(ana);
    await popup.locator(`::-p-text(${ana.t.control.onHold})`).wait();
    await isAlone(call.customer);
    await press(popup, ana.t.control.resume);
    await isBack(ana);
    await theyHearEachOther(stage, call);

    await keyCommand(ana, 'hold', 'Alt+H');
    await isHeld(ana);
    await isAlone(call.customer);
    await keyCommand(ana, 'hold', 'Alt+H');
    await isBack(ana);
    await theyHearEachOther(stage, call);

    // A third time, on the card in the page.
    await page.bringToFront();
    await clickHidden(page, new RegExp(`^${ana.t.control.hold}`));
    await isHeld(ana);
    await isAlone(call.customer);
    await clickHidden(page, new RegExp(`^${ana.t.control.resume}`));
    await isBack(ana);
    await theyHearEachOther(stage, call);
  });
});

it('[req 57] a hold that Twilio refuses is told, and the call goes on as it was', async () => {
  const { ana, popup, world } = stage;
  const call = await callComesIn(stage);
  const { account } = world.twilio.control;
  account.status = 'suspended';
  await press(popup, ana.t.control.hold);
  await stands(ana, 'told as failed', ({ failed }) => failed?.what === 'hold');
  await popup.locator(`::-p-text(${ana.t.control.asBefore})`).wait();
  await theyHearEachOther(stage, call);
  account.status = 'active';
  await press(popup, ana.t.control.hold);
  await isHeld(ana);
  await isAlone(call.customer);
  await press(popup, ana.t.control.resume);
  await isBack(ana);
  await theyHearEachOther(stage, call);
  expect(world.twilio.control.call(call.customer).errors).toEqual([]);
});
