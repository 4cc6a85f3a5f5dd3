import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { callFlowApi } from '#shared/api/call-flow-api.ts';
import { e164Schema } from '#shared/ids.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { handsAt } from '#test/support/browser/hands.ts';
import { playedInPage } from '#test/support/browser/played.ts';
import { writeToneFile } from '#test/support/browser/tone-file.ts';
import { eventually } from '#test/support/eventually.ts';
import { must } from '#test/support/must.ts';
import { LAURA } from '#test/support/world.ts';
import { amplitudeAt } from '#test/twilio/media/goertzel.ts';
import { isTold, ringing, rings, said, wentWell } from './heard.ts';
import {
  type AdminAtPage,
  addsTypedNumber,
  choosesPeople,
  isLive,
  opensHow,
  saves,
  savesByKey,
  says,
} from './set-up.scene.ts';
import { openStage, type Stage } from './stage.ts';
import { quickSpeech } from './switchboard.ts';
import { isBusy, isFree } from './waiting.ts';

/** A number whose people ring, with all that its callers hear, as an admin sets it up in the extension as it is shipped. */

const LINE = v.parse(e164Schema, '+34910601253');
const FILE_HZ = 760;

let stage: Stage;
let admin: AdminAtPage;
let ken: TestAgent;
let priya: TestAgent;
let folder: string;
const sound = quickSpeech(1);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sidetone-sounds-'));
  stage = await openStage({
    world: { sound },
    async onStage({ twilio }) {
      twilio.control.configureNumber(LINE, { friendlyName: 'Tienda' });
    },
  });
  const { world, ana } = stage;
  ken = await world.agent('ken', { whenRung: 'no-answer' });
  priya = await world.agent('priya', { whenRung: 'no-answer' });
  const page = await ana.open('options.html#incoming');
  admin = { page, hands: handsAt(page, 'mouse'), t: ana.t };
});
beforeEach(() => admin.page.bringToFront());
afterEach(async () => {
  const { control } = stage.world.twilio;
  for (const sid of control.liveLegs()) if (control.call(sid).parentSid === null) control.hangUp(sid);
  await eventually('no leg is left', () => control.liveLegs().length === 0);
});
afterAll(async () => {
  await Promise.all([ken, priya].map((one) => one?.disconnect()));
  await stage?.stop();
  await rm(folder, { recursive: true, force: true });
});

const calls = () => stage.world.twilio.control.placeCall({ from: LAURA, to: LINE });
const told = (sid: string, words: string) => isTold(stage.world, sid, words);
const live = () => must(stage.world.admin.ask(callFlowApi.callFlow, undefined, { number: LINE }));
const ended = (sid: string) =>
  eventually('the call is over', () => stage.world.twilio.control.call(sid).status === 'completed');
const transcript = (sid: string) => stage.world.twilio.control.call(sid).transcript;

it('[req 5] [req 6] [req 8] [req 29] [req 41] [req 42] [req 46] an admin has two people ring in turn, and says what callers hear; the next callers hear each of it', async () => {
  const { hands, t } = admin;
  const words = t.flow;
  await addsTypedNumber(admin, '+34 910 60 12 53');
  await choosesPeople(admin, '#part-people', ['Ken', 'Priya']);
  await hands.press(words.inTurn, { role: 'radio', part: '#part-people' });
  await hands.type(words.interval, '15', { part: '#part-people' });
  await hands.press(words.secondRound, { role: 'checkbox', part: '#part-people' });
  await hands.type(words.welcome, 'Gracias por llamar.');
  await hands.type(words.busy, 'Todos hablan.');
  await hands.type(words.unavailable, 'No hay nadie.');
  await opensHow(admin, words.unavailable);
  await hands.choose(words.voiceOf(words.unavailable), /Enrique$/);
  await saves(admin);
  await isLive(admin);
  const { flow } = await live();
  expect(flow.people).toEqual({
    agentIds: [ken.id, priya.id],
    strategy: 'sequential',
    intervalSeconds: 15,
    repeat: false,
  });

  const first = calls();
  await eventually('one rings', () => ringing(stage.world, first).length === 1);
  expect(rings(stage.world, first).map(({ who }) => who)).toEqual([ken.id]);
  expect(said(stage.world, first)).toEqual(['Gracias por llamar.']);
  stage.world.twilio.control.hangUp(first);

  await Promise.all([ken, priya].map(isBusy));
  const second = calls();
  await told(second, 'Todos hablan.');
  await ended(second);
  expect(said(stage.world, second)).toEqual(['Gracias por llamar.', 'Todos hablan.']);

  await Promise.all([ken, priya].map((one) => one.setPresence('offline')));
  const third = calls();
  await told(third, 'No hay nadie.');
  await ended(third);
  expect(transcript(third).filter(({ what }) => what === 'said')).toMatchObject([
    { text: 'Gracias por llamar.', voice: 'Polly.Lucia' },
    { text: 'No hay nadie.', voice: 'Polly.Enrique', language: 'es-ES' },
  ]);
  wentWell(stage.world, first, second, third);
});

it('[req 32] [req 38] [req 47] [req 66] a queue and recording are switched on for them; who finds nobody free waits, and what she then says is recorded', async () => {
  const { hands, t } = admin;
  const words = t.flow;
  const { control } = stage.world.twilio;
  await hands.press(words.queue, { role: 'switch' });
  await hands.type(words.queueCallers, '3');
  await hands.type(words.queueMinutes, '4');
  await hands.type(words.announceSeconds, '20');
  await hands.press(words.recording, { role: 'switch' });
  await says(admin, '#part-record', t.recording.costs);
  await savesByKey(admin);
  await isLive(admin);
  const { flow } = await live();
  expect(flow).toMatchObject({ record: true, queue: { on: true, callers: 3, minutes: 4, announceSeconds: 20 } });

  control.registerClient(ken.id, { whenRung: 'answers', afterSeconds: 0, toneHz: 550 });
  await isBusy(ken);
  await ken.setPresence('online');
  const sid = calls();
  await eventually('she waits, with music', () =>
    transcript(sid).some((entry) => entry.what === 'played' && entry.url.includes('/audio/music/')),
  );
  expect(rings(stage.world, sid)).toEqual([]);
  await isFree(ken);
  await eventually('they talk', () => ken.calls.some(({ state }) => state === 'talking'));
  await eventually('it is recorded', () =>
    control.recordings.list().some(({ state }) => state.status === 'in-progress'),
  );
  control.hangUp(sid);
  await eventually('his call is over', () => ken.calls.every(({ state }) => state === 'ended'));
  await ken.setPresence('offline');
  wentWell(stage.world, sid);
});

it('[req 24] [req 26] [req 29] [req 46] a file of the admin’s computer is played in the page, and to the next caller; the text is kept', async () => {
  const { page, hands, t } = admin;
  const words = t.flow;
  const part = '#part-welcome';
  await opensHow(admin, words.welcome);
  await hands.press(words.kinds.file, { role: 'radio', part });
  await hands.upload(`${words.choose}: ${words.welcome}`, writeToneFile(folder, FILE_HZ), { part });
  await says(admin, part, `tone-${FILE_HZ}.wav`);
  await hands.press(words.play(words.welcome));
  const heard = await sound.decode(Buffer.from(await (await fetch(await playedInPage(page))).arrayBuffer()));
  expect(amplitudeAt(FILE_HZ, heard)).toBeGreaterThan(10 * amplitudeAt(FILE_HZ / 2, heard));
  await hands.press(words.kinds.text, { role: 'radio', part });
  expect(await page.$eval(`${part} textarea`, (field) => field.value)).toBe('Gracias por llamar.');
  await hands.press(words.kinds.file, { role: 'radio', part });
  await says(admin, part, `tone-${FILE_HZ}.wav`);
  await saves(admin);
  await isLive(admin);

  const sid = calls();
  await eventually('she hears the file', () =>
    stage.world.twilio.control.call(sid).phones[0]?.present.tones.some((hz) => Math.abs(hz - FILE_HZ) <= 15),
  );
  await told(sid, 'No hay nadie.');
  expect(said(stage.world, sid)).toEqual(['No hay nadie.']);
  wentWell(stage.world, sid);
});

it('[req 66] what another admin saved meanwhile is told, and neither’s work is lost', async () => {
  const { hands, t } = admin;
  const words = t.flow;
  const { admin: elena } = stage.world;
  const before = await live();
  const theirs = { name: 'Elena’s', flow: before.flow, basedOn: before.version };
  await must(elena.ask(callFlowApi.saveCallFlow, theirs, { number: LINE }));
  await hands.type(words.unavailable, 'Volvemos enseguida.');
  await saves(admin);
  await says(admin, '[role=alert]', elena.me.agent.name);
  expect((await live()).name).toBe('Elena’s');
  await hands.press(words.saveMine);
  await isLive(admin);
  const { name, version } = await live();
  expect({ name, version }).toEqual({ name: before.name, version: before.version + 2 });
  const sid = calls();
  await told(sid, 'Volvemos enseguida.');
  wentWell(stage.world, sid);
});
