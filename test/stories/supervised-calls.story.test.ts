import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { type AgentBrowser, agentBrowser, onboard, press } from '#test/support/browser/agent-browser.ts';
import { clickHidden, hiddenText } from '#test/support/browser/closed-root.ts';
import { hearsOnly } from '#test/support/browser/hearing.ts';
import { eventually } from '#test/support/eventually.ts';
import { HZ, hears } from '#test/support/running-call.ts';
import { anaHears, callComesIn, itEnds, openTalkStage, stands, type TalkLegs, type TalkStage } from './in-the-call.ts';

/** Elena, who supervises, comes into Ana's calls from the options page of her own browser. */

// Two browsers: a limit for a broken run, on machines that have other work too.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const ELENA_HZ = HZ.ken;

type How = 'listen' | 'whisper' | 'barge';

let stage: TalkStage;
let elena: AgentBrowser;
/** Her options page, where she sees who talks; and her softphone. */
let board: Page;
let hers: Page;

beforeAll(async () => {
  stage = await openTalkStage({ world: { team: ['ana'] } });
  elena = await agentBrowser(stage.world, { voiceHz: ELENA_HZ });
  const first = await onboard(elena, stage.world, 'elena');
  hers = await elena.popup();
  board = await elena.open('options.html#live');
  await first.close();
  await board.locator(`::-p-aria([name="${elena.t.supervise.allow}"][role="switch"])`).click();
});
afterAll(async () => {
  await elena?.close();
  await stage?.stop();
});
afterEach(() => itEnds(stage));

const ofAna = async (label: (how: string, name: string) => string, how: How): Promise<string> =>
  label(elena.t.supervise.how[how], (await stage.ana.softphone()).agent?.name ?? '');

/** Elena presses this way beside Ana's call. */
async function wants(how: How): Promise<void> {
  await board.bringToFront();
  await press(board, await ofAna(elena.t.supervise.howOf, how));
}

/** She comes into the call: her softphone rings, she sees whose call it is, and answers. */
async function comesIn(how: How): Promise<void> {
  await wants(how);
  await elena.until('it rings at hers', ({ call }) => call?.state === 'ringing' && call.supervises?.how === how);
  await hers.bringToFront();
  await press(hers, elena.t.call.answer);
}

/** Ana sees who is in her call, in her popup and on the page; null: nobody. */
async function anaSees(how: How | null): Promise<void> {
  const { ana, popup, page, world } = stage;
  await stands(ana, `in it: ${how}`, ({ listeners }) => listeners.map((one) => one.how).join() === (how ?? ''));
  const name = world.admin.me.agent.name.split(' ')[0] ?? '';
  const words = how && ana.t.control.listens[how](name);
  await eventually('the popup says so', async () => {
    const shown = await popup.$$eval('.listeners b, .listeners p', (all) => all.map((one) => one.textContent));
    return words === null ? shown.length === 0 : shown.some((text) => text?.includes(words));
  });
  await page.bringToFront();
  await eventually('the card says so', async () => {
    const shown = await hiddenText(page);
    return words === null ? !shown.includes(name) : shown.includes(words);
  });
  await popup.bringToFront();
}

/** Who hears whom: each hears exactly these. */
async function hearEachOther({ customer }: TalkLegs, who: Record<'laura' | 'ana' | 'elena', number[]>): Promise<void> {
  const elenaHears = hearsOnly(await elena.offscreen(), who.elena, Object.values(HZ));
  await Promise.all([hears(stage.world, customer, ...who.laura), anaHears(stage, ...who.ana), elenaHears]);
}

it('[req 60] Elena listens, whispers and barges in, Ana sees it all along, and is left alone with her customer', async () => {
  const { ana, popup, page, world } = stage;
  const call = await callComesIn(stage);
  await comesIn('listen');
  await anaSees('listen');
  await hearEachOther(call, { laura: [HZ.ana], ana: [HZ.laura], elena: [HZ.laura, HZ.ana] });
  await wants('whisper');
  await anaSees('whisper');
  await hearEachOther(call, { laura: [HZ.ana], ana: [HZ.laura, ELENA_HZ], elena: [HZ.laura, HZ.ana] });
  await wants('barge');
  await anaSees('barge');
  await hearEachOther(call, { laura: [HZ.ana, ELENA_HZ], ana: [HZ.laura, ELENA_HZ], elena: [HZ.laura, HZ.ana] });
  await wants('listen');
  await anaSees('listen');
  await hearEachOther(call, { laura: [HZ.ana], ana: [HZ.laura], elena: [HZ.laura, HZ.ana] });

  // She leaves from her softphone: the call is not hers to end, or to note.
  await hers.bringToFront();
  await hers.locator(`.callfoot .btn::-p-text(${elena.t.supervise.stop})`).click();
  await anaSees(null);
  await Promise.all([anaHears(stage, HZ.laura), hears(world, call.customer, HZ.ana)]);
  await elena.until('she is out of it', ({ call: none }) => none === null);
  expect(await hers.$('.savefoot')).toBeNull();

  await comesIn('barge');
  await anaSees('barge');
  await page.bringToFront();
  await clickHidden(page, new RegExp(`^${ana.t.call.hangUp}`));
  await eventually('nobody is left', () => world.twilio.control.liveLegs().length === 0);
  await elena.until('it is over for her, too', ({ call: none }) => none === null);
  expect(await hers.$('.savefoot')).toBeNull();
  await popup.locator('.savefoot').wait();
});
