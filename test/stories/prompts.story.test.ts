import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { audioApi } from '#shared/api/audio-api.ts';
import { type AudioId, textPrompt } from '#shared/call-flow/prompt.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { eventually } from '#test/support/eventually.ts';
import { menuOf } from '#test/support/flow.ts';
import { must } from '#test/support/must.ts';
import { isTold, said, wentWell } from './heard.ts';
import { openSwitchboard, type Switchboard } from './switchboard.ts';
import { toneFile, upload } from './upload.ts';
import { isBusy, isFree, saveQueue, waits } from './waiting.ts';

/** What an admin enters, uploads or links to, and what callers hear of it. */

let board: Switchboard;
let ana: TestAgent;

beforeAll(async () => {
  board = await openSwitchboard();
  [ana] = await board.people('ana');
});
afterEach(() => board.quiet());
afterAll(() => board?.stop());

const files = async () => (await must(board.world.admin.ask(audioApi.audioFiles))).files;

it('[req 26] refuses a text file whose name ends in mp3, and keeps nothing of it', async () => {
  const refused = await upload(
    board.world,
    'saludo.mp3',
    new TextEncoder().encode('Gracias por llamar a Zillum.\n'.repeat(50)),
  );
  expect(refused).toMatchObject({ ok: false, problem: { code: 'audio-not-sound' } });
  expect(await files()).toEqual([]);
});

it('[req 23] [req 24] [req 26] plays an uploaded MP3 to the caller, as a welcome and in a menu below the first', async () => {
  const { control } = board.world.twilio;
  const { id } = await must(upload(board.world, 'saludo.mp3', await toneFile()));
  const recorded = { 'es-ES': { ...textPrompt('', 'es-ES'), kind: 'file' as const, file: id } };
  const below = menuOf({ 1: { label: 'facturas', to: [ana.id] } }, { prompt: recorded });
  const { flow } = await board.save({
    answer: 'menu',
    welcome: recorded,
    menu: menuOf({ 1: { label: 'ventas', to: below } }),
  });
  expect(flow.welcome).toEqual(recorded);
  const sid = board.call();
  const played = () =>
    control.call(sid).transcript.filter((entry) => entry.what === 'played' && entry.url.includes(id));
  await eventually('it is played', () => played().length === 1);
  await eventually('she hears its tone', () =>
    control.call(sid).phones[0]?.present.tones.some((hz) => Math.abs(hz - 700) <= 15),
  );
  await board.until('the menu comes after it', () => said(board.world, sid).includes('Pulse 1 para ventas.'));
  control.press(sid, '1');
  await eventually('it is played below, too', () => played().length === 2);
  wentWell(board.world, sid);
});

it('[req 35] plays music of the admin’s own to whoever waits', async () => {
  const { id } = await must(upload(board.world, 'piano.mp3', await toneFile()));
  await saveQueue(board, [ana], { music: { kind: 'file', file: id, url: '', urlFile: null } });
  await isBusy(ana);
  const sid = await waits(board);
  await board.until('there is music', () =>
    board.world.twilio.control
      .call(sid)
      .transcript.some((entry) => entry.what === 'played' && entry.url.endsWith(`/audio/music/${id}/0-20.wav`)),
  );
  await isFree(ana);
  wentWell(board.world, sid);
});

it('[req 24] [req 27] [req 35] plays what was fetched from an address to callers, and the usual words until it is', async () => {
  const { id } = await must(upload(board.world, 'fetched.mp3', await toneFile()));
  const url = 'https://sounds.example/saludo.mp3';
  const linked = (urlFile: AudioId | null) => ({ ...textPrompt('', 'es-ES'), kind: 'url' as const, url, urlFile });
  const playedTo = (sid: string) =>
    board.world.twilio.control.call(sid).transcript.flatMap((entry) => (entry.what === 'played' ? [entry.url] : []));
  await saveQueue(board, [ana], { music: { kind: 'url', file: null, url, urlFile: id } });
  await isBusy(ana);
  const waiting = await waits(board);
  await board.until('there is music', () =>
    playedTo(waiting).some((from) => from.endsWith(`/audio/music/${id}/0-20.wav`)),
  );
  await isFree(ana);
  await board.quiet();

  const menu = menuOf({ 1: { label: 'ventas', to: [ana.id] } });
  await board.save({ answer: 'menu', welcome: { 'es-ES': linked(id) }, menu });
  const sid = board.call();
  await eventually('it is played', () => playedTo(sid).some((from) => from.includes(id)));
  await board.save({ answer: 'menu', menu: { ...menu, prompt: { 'es-ES': linked(null) } } });
  const next = board.call();
  await isTold(board.world, next, 'Pulse 1 para ventas.');
  wentWell(board.world, waiting, sid, next);
});

it.each([
  ['this machine, by its name', 'https://localhost/saludo.mp3'],
  ['this machine, by its address as one number', 'https://2130706433/saludo.mp3'],
  ['this machine, in IPv6', 'https://[::1]/saludo.mp3'],
  ['a cloud’s own data', 'https://169.254.169.254/latest/meta-data/'],
  ['an office network', 'https://192.168.1.20/saludo.mp3'],
])('[req 27] refuses an audio address that leads to %s', async (_, url) => {
  const before = await files();
  const refused = await board.world.admin.ask(audioApi.fetchAudio, { url });
  expect(refused).toMatchObject({ ok: false, problem: { code: 'audio-url-private', field: 'url' } });
  expect(await files()).toEqual(before);
});

it('[req 27] refuses an audio address that is not https', async () => {
  const refused = await board.world.admin.ask(audioApi.fetchAudio, { url: 'http://example.com/saludo.mp3' });
  expect(refused).toMatchObject({ ok: false, problem: { code: 'audio-url-not-https' } });
});

it('[req 25] speaks markup as the text that it is, and what can’t be spoken not at all', async () => {
  const label = '</Say><Hangup/> "ofertas" & más\u0000\u0007\u001b\u202e\ud800';
  const words = '<break time="9s"/>Hola &amp; <Dial>+34612345678</Dial>\u0001]]>\uffff\r\nadiós';
  const { flow } = await board.save({
    answer: 'menu',
    welcome: { 'es-ES': textPrompt(words, 'es-ES') },
    menu: menuOf({ 1: { label, to: [ana.id] } }),
  });
  expect(JSON.stringify(flow)).not.toMatch(/\\u0000|\\u0001|\\u0007|\\u001b|\\ud800|\u202e/i);
  board.behave(ana, { whenRung: 'answers', afterSeconds: 1 });
  const sid = board.call();
  await isTold(board.world, sid, '<break time="9s"/>Hola &amp; <Dial>+34612345678</Dial>]]> adiós');
  await board.until('the menu is read', () =>
    said(board.world, sid).join(' ').includes('Pulse 1 para </Say><Hangup/> "ofertas" & más.'),
  );
  board.world.twilio.control.press(sid, '1');
  await board.talks(ana);
  wentWell(board.world, sid);
});
