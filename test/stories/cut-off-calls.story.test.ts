import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { type AgentBrowser, agentBrowser, press } from '#test/support/browser/agent-browser.ts';
import { eventually } from '#test/support/eventually.ts';
import { HZ, hears, legTo } from '#test/support/running-call.ts';
import { said } from './heard.ts';
import { anaHears, callComesIn, callGoesOut, openTalkStage, type TalkStage, theyHearEachOther } from './in-the-call.ts';
import { latestCall } from './on-record.ts';

/** Ana's browser is killed in a call: what becomes of the customer, and what Ana finds when she is back. */

vi.setConfig({ testTimeout: 120_000 });

const NOTE = 'Wants 12 vans by May';
let stage: TalkStage;
/** Her browser now: another one, with the same profile, once the first was killed. */
let ana: AgentBrowser;
let profile: string;

beforeAll(async () => {
  profile = await mkdtemp(path.join(tmpdir(), 'sidetone-cut-off-'));
  const world = { team: ['ana', 'ken'], longestLostSeconds: 2 };
  stage = await openTalkStage({ world, browser: { profile } });
  ({ ana } = stage);
});
afterAll(async () => {
  await ana?.close();
  await stage?.stop();
  await rm(profile, { recursive: true, force: true, maxRetries: 3 });
});
afterEach(async () => {
  const { control } = stage.world.twilio;
  for (const sid of control.liveLegs()) if (control.call(sid).phones.length > 0) control.hangUp(sid);
  await eventually('no leg is left', () => control.liveLegs().length === 0);
});

const kill = () => ana.browser.process()?.kill('SIGKILL');

/** Her browser anew, with what it has kept. */
async function opensAgain(): Promise<TalkStage> {
  ana = await agentBrowser(stage.world, { voiceHz: HZ.ana, profile });
  await ana.until('her line is ready', ({ line }) => line.state === 'ready');
  return { ...stage, ana, popup: await ana.popup(), offscreen: await ana.offscreen() };
}

it('an outgoing call ends with her browser; the next one shows what she noted, and calls the customer back by one click', async () => {
  const { popup, world } = stage;
  const { control } = world.twilio;
  const call = await callGoesOut(stage);
  await theyHearEachOther(stage, call);
  await popup.locator('textarea').fill(NOTE);
  await popup.locator(`.saved::-p-text(${ana.t.wrapUp.noteSaved})`).wait();
  kill();
  await eventually('nobody is left on the line', () => control.liveLegs().length === 0);

  const again = await opensAgain();
  const { t } = ana;
  const back = `::-p-aria([name="${t.popup.callBack('Laura Gómez')}"][role="button"])`;
  await again.popup.locator(`::-p-text(${t.wrapUp.lineLost})`).wait();
  expect(await again.popup.$eval('textarea', (field) => field.value)).toBe(NOTE);
  await again.popup.locator(back).wait();

  // Put away, she stands among the missed calls, too.
  await press(again.popup, t.wrapUp.minimise);
  await again.popup.locator('#tab-missed').click();
  await again.popup.locator(`::-p-text(${t.popup.waiting(1)})`).wait();
  await again.popup.locator(back).click();
  await ana.until('they talk', ({ call: shown }) => shown?.state === 'live');
  const customer = await legTo(world, control.call(call.customer).to);
  await Promise.all([hears(world, customer, HZ.ana), anaHears(again, HZ.laura)]);
  await again.popup.locator('.btn.danger').click();
  await ana.until('nobody waits to be called back any more', ({ missedCount }) => missedCount === 0);
  await press(again.popup, t.wrapUp.save);
});

it('a customer whose agent does not come back within 20 s is put through to a colleague', async () => {
  const { world } = stage;
  const { control } = world.twilio;
  const ken = await world.agent('ken', { whenRung: 'no-answer' });
  const now = { ...stage, ana, popup: await ana.popup(), offscreen: await ana.offscreen() };
  const call = await callComesIn(now);
  await theyHearEachOther(now, call);
  await eventually('they have talked for a while', () => {
    const { answeredAt } = control.call(call.agent);
    return answeredAt && Date.now() - answeredAt.getTime() > 1_500;
  });
  control.registerClient(ken.id, { whenRung: 'answers', afterSeconds: 0.5, toneHz: HZ.ken });
  kill();
  const sentences = () => said(world, call.customer).filter((text) => text.includes('Se ha cortado'));
  await eventually('she hears one sentence', () => sentences().length > 0);
  const lost = Date.now();
  const talksNow = async () => {
    const leg = await legTo(world, `client:${ken.id}`, call.customer);
    return control.call(leg).status === 'in-progress' && leg;
  };
  const kens = await eventually('Ken answers', talksNow, 40_000);
  await Promise.all([hears(world, call.customer, HZ.ken), hears(world, kens, HZ.laura)]);
  expect(Date.now() - lost).toBeGreaterThan(10_000);
  expect(sentences()).toHaveLength(1);
  control.hangUp(call.customer);
  await eventually('it is Ken’s call now', async () => (await latestCall(world)).agent_id === ken.id);
  await ken.disconnect();
});
