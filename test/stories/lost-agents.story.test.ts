import { afterAll, afterEach, beforeAll, it, vi } from 'vitest';
import { press } from '#test/support/browser/agent-browser.ts';
import { eventually } from '#test/support/eventually.ts';
import { HZ, hears, hearsMusic, legTo } from '#test/support/running-call.ts';
import { said } from './heard.ts';
import {
  callComesIn,
  isBack,
  isHeld,
  itEnds,
  openTalkStage,
  type TalkStage,
  theyHearEachOther,
} from './in-the-call.ts';

/** The server is away in a held call; then Ana's browser is killed in the middle of it. */

vi.setConfig({ testTimeout: 120_000 });

let stage: TalkStage;

beforeAll(async () => {
  stage = await openTalkStage({ world: { team: ['ana'], longestLostSeconds: 2 } });
});
afterAll(() => stage?.stop());
afterEach(async () => {
  const { control } = stage.world.twilio;
  for (const sid of control.liveLegs()) if (control.call(sid).phones.length > 0) control.hangUp(sid);
  await eventually('no leg is left', () => control.liveLegs().length === 0);
});

it('a customer on hold stays there while the server is away, and is taken back once it is there again', async () => {
  const { ana, popup, world } = stage;
  const call = await callComesIn(stage);
  await press(popup, ana.t.control.hold);
  await isHeld(ana);
  await hearsMusic(world, call.customer);
  const away = await world.serverAway();
  await hearsMusic(world, call.customer);
  await ana.killWorker();
  await away.back();
  await ana.until('the server is back', ({ line }) => line.state === 'ready');
  await isHeld(ana);
  await hearsMusic(world, call.customer);
  await popup.bringToFront();
  await press(popup, ana.t.control.resume);
  await isBack(ana);
  await theyHearEachOther(stage, call);
  // Else the next one comes while she is still taken for busy.
  await itEnds(stage);
});

it('a customer whose agent’s browser is killed hears a sentence, and the agent again where she has signed in', async () => {
  const { ana, world } = stage;
  const { control } = world.twilio;
  const { customer, agent } = await callComesIn(stage);
  await theyHearEachOther(stage, { customer, agent });
  const { answeredAt } = control.call(agent);
  await eventually('they have talked for a while', () => answeredAt && Date.now() - answeredAt.getTime() > 1_500);
  ana.browser.process()?.kill('SIGKILL');
  await eventually(
    'she hears one sentence',
    () => said(world, customer).some((text) => text.includes('Se ha cortado')),
    60_000,
  );
  const there = await world.agent('ana', { whenRung: 'answers', afterSeconds: 0.2, toneHz: HZ.ana });
  const again = await eventually('it rings there and is answered', async () => {
    const leg = await legTo(world, `client:${there.id}`);
    return leg !== agent && control.call(leg).answeredAt !== null && leg;
  });
  await Promise.all([hears(world, customer, HZ.ana), hears(world, again, HZ.laura)]);
  await there.disconnect();
});
