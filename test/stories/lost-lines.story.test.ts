import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { press } from '#test/support/browser/agent-browser.ts';
import { eventually } from '#test/support/eventually.ts';
import {
  callIs,
  isBack,
  isHeld,
  isWarned,
  itEnds,
  openTalkStage,
  type TalkStage,
  theyHearEachOther,
} from './in-the-call.ts';

/** In a call, the connection to Twilio breaks, the token that opened it comes to its end, or the network loses what is said. */

vi.setConfig({ testTimeout: 120_000 });

let stage: TalkStage;

beforeAll(async () => {
  stage = await openTalkStage({ world: { team: ['ana'] } });
});
afterAll(() => stage?.stop());
afterEach(() => itEnds(stage));

const registered = () => stage.world.twilio.control.registered().map(({ connectionId }) => connectionId);

it.each(['incoming', 'outgoing'] as const)(
  'an %s call outlives a broken connection to Twilio: it is held and resumed over the next one',
  async (direction) => {
    const { ana, popup, world } = stage;
    const call = await callIs[direction](stage);
    await theyHearEachOther(stage, call);
    const before = registered();
    world.twilio.control.cutSignalling();
    await eventually('she is registered anew', () => registered().some((id) => !before.includes(id)));
    await ana.until('nothing is amiss', ({ call: shown, line }) => {
      const calm = shown?.state === 'live' && !shown.reconnecting;
      return calm && line.state === 'ready';
    });
    await theyHearEachOther(stage, call);
    await press(popup, ana.t.control.hold);
    await isHeld(ana);
    await press(popup, ana.t.control.resume);
    await isBack(ana);
    await theyHearEachOther(stage, call);
  },
);

it('a call outlives its token: another one is fetched, and the next call rings', async () => {
  const { ana, popup, world } = stage;
  const { control } = world.twilio;
  const call = await callIs.incoming(stage);
  await theyHearEachOther(stage, call);
  const id = await world.idOf('ana');
  control.expireTokens(id);
  expect(registered()).toEqual([]);
  await eventually('she is registered again', () => registered().length === 1);
  await theyHearEachOther(stage, call);
  await popup.bringToFront();
  await press(popup, ana.t.control.hold);
  await isHeld(ana);
  await itEnds(stage);
  await theyHearEachOther(stage, await callIs.incoming(stage));
});

it('a call that loses a third of what is said: she is told what to do until it is well again, and it is kept', async () => {
  const { ana, popup, world } = stage;
  const { control } = world.twilio;
  await callIs.incoming(stage);
  await ana.until('it sounds well', ({ call }) => call?.state === 'live' && call.quality?.level === 'good');
  control.loseSound(1 / 3);
  await isWarned(ana, 'packets-lost');
  await popup.bringToFront();
  await popup.locator(`::-p-text(${ana.t.control.quality.warning['packets-lost']})`).wait();
  control.loseSound(0);
  await isWarned(ana, null);
  await itEnds(stage);
  const { db } = world.server.context;
  const kept = await eventually('it is kept with the call', async () => {
    const [last] = await db.selectFrom('call_quality').selectAll().orderBy('updated_at', 'desc').execute();
    return last?.warnings.includes('packets-lost') && last;
  });
  expect(kept.loss).toBeGreaterThan(0.02);
  expect(kept.mos).toBeGreaterThan(1);
});
