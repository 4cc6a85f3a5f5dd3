import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { CommandInput, CommandName } from '#extension/wire/contract.ts';
import type { SoftphoneSnapshot } from '#extension/wire/snapshots.ts';
import { hearsTone } from '#test/support/browser/hearing.ts';
import { eventually } from '#test/support/eventually.ts';
import { LAURA, STRANGER } from '#test/support/world.ts';
import { lauraCalls, openStage, type Stage, VOICE_HZ } from './stage.ts';

/** What the real Voice SDK makes of calls that go wrong: seen through the whole product. */
let stage: Stage;
let popup: Page;

beforeAll(async () => {
  stage = await openStage();
  popup = await stage.ana.popup();
});
afterAll(() => stage?.stop());
beforeEach(async () => {
  await ask('call.dismiss', {});
  await stage.ana.until('the softphone is idle', ({ call }) => call === null);
});

/** As a view asks. */
const ask = <N extends CommandName>(name: N, input: CommandInput<N>) =>
  popup.evaluate((message) => chrome.runtime.sendMessage(message), { kind: 'ask', name, input });
const dial = (to: string) => ask('call.dial', { to, record: null, from: null });
const ended = (how: string) => (shown: SoftphoneSnapshot) => shown.call?.state === 'ended' && shown.call.how === how;
const isLive = ({ call }: SoftphoneSnapshot) => call?.state === 'live';
/** Begins to look for a moment that may be shorter than what is between two looks; answers whether it has come. */
const watchedReconnecting = async () => {
  const seen = await popup.evaluateHandle(() => {
    const moment = { came: false };
    chrome.storage.session.onChanged.addListener((changes) => {
      if (JSON.stringify(changes).includes('"reconnecting":true')) moment.came = true;
    });
    return moment;
  });
  return () => seen.evaluate(({ came }) => came);
};
const noLegs = () => eventually('no leg is left', () => stage.world.twilio.control.liveLegs().length === 0);

it.each([
  ['is busy', 'busy', 'busy'],
  // Twilio reports the public network's decline as busy.
  ['declines', 'declines', 'busy'],
  ['can’t be reached', 'fails', 'failed'],
] as const)('tells how a call ended to a phone that %s', async (_, whenRung, how) => {
  const { world, ana } = stage;
  world.twilio.control.setPhone(STRANGER, { whenRung });
  await dial(STRANGER);
  await ana.until(`it ended as ${how}`, ended(how));
  await noLegs();
});

it('gives up dialling, and the far phone stops ringing', async () => {
  const { world, ana } = stage;
  world.twilio.control.setPhone(STRANGER, { whenRung: 'no-answer' });
  await dial(STRANGER);
  await ana.until('it rings there', ({ call }) => call?.state === 'ringing-out');
  await ask('call.end', { callId: null });
  await ana.until('it was cancelled', ended('cancelled'));
  await noLegs();
});

it('declines a call', async () => {
  const { world, ana } = stage;
  const sid = lauraCalls(world);
  await ana.until('it rings', ({ call }) => call?.state === 'ringing');
  await ask('call.end', { callId: null });
  await ana.until('it was declined', ended('declined'));
  world.twilio.control.hangUp(sid);
  await noLegs();
});

it('says that the caller gave up', async () => {
  const { world, ana } = stage;
  const sid = lauraCalls(world);
  await ana.until('it rings', ({ call }) => call?.state === 'ringing');
  world.twilio.control.hangUp(sid);
  await ana.until('she gave up', ended('gave-up'));
});

it('says how long they talked when the customer hangs up', async () => {
  const { world, ana } = stage;
  const sid = lauraCalls(world);
  await ana.until('it rings', ({ call }) => call?.state === 'ringing');
  await ask('call.answer', { callId: null });
  await ana.until('they talk', isLive);
  world.twilio.control.hangUp(sid);
  await ana.until('she hung up', ended('they-hung-up'));
});

it('keeps a call whose signalling is cut, and says so until it is back', async () => {
  const { world, ana } = stage;
  world.twilio.control.setPhone(LAURA, { whenRung: 'answers', afterSeconds: 0, toneHz: VOICE_HZ.laura });
  await dial(LAURA);
  await ana.until('they talk', isLive);
  const offscreen = await ana.offscreen();
  const wasReconnecting = await watchedReconnecting();
  world.twilio.control.cutSignalling();
  await eventually('it is reconnecting', wasReconnecting);
  await ana.until('it is back', ({ call }) => call?.state === 'live' && !call.reconnecting);
  await hearsTone(offscreen, VOICE_HZ.laura);
  await ana.until('the line is registered again', ({ line }) => line.state === 'ready');
  await ask('call.end', { callId: null });
  await noLegs();
});

it('refuses a second call, from here and from outside, and keeps the first', async () => {
  const { world, ana } = stage;
  world.twilio.control.setPhone(LAURA, { whenRung: 'answers', afterSeconds: 0, toneHz: VOICE_HZ.laura });
  await dial(LAURA);
  await ana.until('they talk', isLive);
  expect(await dial(STRANGER)).toMatchObject({ ok: false, problem: { code: 'already-on-a-call' } });
  const sid = world.twilio.control.placeCall({ from: STRANGER, to: '+34910601234', toneHz: 700 });
  await eventually('the second caller is told', () => world.twilio.control.call(sid).transcript.length > 0);
  world.twilio.control.hangUp(sid);
  expect((await ana.softphone()).call).toMatchObject({ state: 'live', party: { number: LAURA } });
  await ask('call.end', { callId: null });
  await noLegs();
});
