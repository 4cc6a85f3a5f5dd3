import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { adminApi } from '#shared/api/admin-api.ts';
import { agentApi, type WrapUp } from '#shared/api/agent-api.ts';
import type { CallId } from '#shared/ids.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { TurnableClock } from '#test/support/clock.ts';
import { eventually } from '#test/support/eventually.ts';
import { must } from '#test/support/must.ts';
import { COMPANY_LINE, startWorld, type World } from '#test/support/world.ts';
import { LAURA_ID } from '#test/zoho/data/seed-records.ts';
import { ALL_OF_IT, notedAt, onLaurasRecord, saveWrapUp, talkWithLaura, wrapUpOf } from './noted-call.ts';
import { VOICE_HZ } from './stage.ts';

/** A recording's way to the note when something is in its way: its report is lost, it is deleted, it is large, the line breaks. */

const ALL = ALL_OF_IT('Inbound', '01:05');
const WITHOUT_FILE = ALL.filter((line) => line !== 'file wav');
const AS_MP3 = ALL.map((line) => (line === 'file wav' ? 'file mp3' : line));

/** What Twilio serves as MP3. */
const anMp3 = async () =>
  new Uint8Array(await readFile(new URL(import.meta.resolve('#test/fixtures/audio/tone-700hz-8000-mono.mp3'))));

let world: World;
let ana: TestAgent;
const clock = new TurnableClock();

beforeAll(async () => {
  world = await startWorld({ clock, team: ['ana'] });
  const agentIds = [await world.idOf('ana')];
  await must(
    world.admin.ask(adminApi.saveIncomingNumber, { number: COMPANY_LINE, name: 'Madrid', agentIds, record: true }),
  );
  ana = await world.agent('ana', { whenRung: 'answers', afterSeconds: 0, toneHz: VOICE_HZ.ana });
});
afterAll(async () => {
  expect(world.twilio.control.liveLegs()).toEqual([]);
  await ana.disconnect();
  await world.stop();
});
const LARGEST = 100 * 1024 * 1024;
afterEach(() => {
  world.twilio.control.recordings.faults.clear();
  world.twilio.control.recordings.preparationMs = 1_000;
  world.zoho.control.settings.maxFileBytes = LARGEST;
});

const newest = () => {
  const recording = world.twilio.control.recordings.list().at(-1);
  if (!recording) throw new Error('nothing was recorded');
  return recording;
};
const turn = (seconds: number) => world.twilio.control.turnClock(seconds * 1_000);

/** She has talked, and saved all that can be noted. `meanwhile`: between the call's end and her saving. */
async function savedCall(meanwhile: () => unknown = () => undefined): Promise<CallId> {
  const id = await talkWithLaura(world, ana);
  await meanwhile();
  await saveWrapUp(ana, id, notedAt(clock.now()));
  return id;
}

/** All of this is there, once, and remains so. Answers what she is told then. */
async function arrives(id: CallId, all: string[]): Promise<WrapUp> {
  const written = await eventually('it is on the record', async () => {
    await turn(5);
    const found = onLaurasRecord(world, id);
    const wrapUp = await wrapUpOf(ana, id);
    if (found.length < all.length || wrapUp.state !== 'written')
      throw new Error(`${wrapUp.state}: ${found.join(', ')}`);
    return wrapUp;
  });
  expect(onLaurasRecord(world, id)).toEqual(all);
  await turn(120);
  expect(onLaurasRecord(world, id)).toEqual(all);
  return written;
}

const waiting = async () => (await must(world.admin.ask(adminApi.waitingCalls))).calls;
const noteOf = (id: CallId) =>
  world.zoho.control
    .writtenOn('Contacts', LAURA_ID)
    .notes.map(({ note }) => String(note.values.Note_Content))
    .find((content) => content.includes(id));

it('finds by itself a recording that Twilio reported while no server was alive', async () => {
  world.twilio.control.recordings.preparationMs = 30_000;
  const id = await savedCall();
  await eventually('the rest is written', async () => {
    await turn(1);
    return onLaurasRecord(world, id).includes('task');
  });
  expect(newest().state.status).toBe('processing');
  const { back } = await world.serverAway();
  await turn(40);
  expect(newest().state.status).toBe('completed');
  await back();
  await ana.connect(world.server);
  await ana.device({ registered: true, onCall: false });
  expect(onLaurasRecord(world, id)).not.toContain('file wav');
  await eventually('the recording is attached', async () => {
    await turn(10);
    return (await wrapUpOf(ana, id)).recording === 'attached';
  });
  await arrives(id, ALL);
});

it('begins anew when the line to Twilio breaks in the middle of the recording', async () => {
  world.twilio.control.recordings.faults.add({ what: 'cut', count: 1 });
  const id = await savedCall();
  await arrives(id, ALL);
  expect(world.twilio.control.recordings.faults.list()).toMatchObject([{ left: 0 }]);
});

it('writes the rest when the recording was deleted at Twilio before it could be fetched, and says so', async () => {
  const { recordings } = world.twilio.control;
  recordings.faults.add({ what: 'missing' });
  const id = await savedCall();
  await eventually('it waits for the file', async () => {
    await turn(1);
    return (await wrapUpOf(ana, id)).state === 'waiting';
  });
  recordings.delete(newest());
  expect(await arrives(id, WITHOUT_FILE)).toMatchObject({ problem: null, recording: 'none' });
  expect(await waiting()).toMatchObject([
    { callId: id, missing: ['recording'], problem: { code: 'recording-gone' }, nextTryAt: null },
  ]);
});

it('offers a recording to nobody any more once it was deleted at Twilio', async () => {
  const id = await savedCall();
  await arrives(id, ALL);
  const recorded = async () =>
    (await must(ana.ask(agentApi.recentCalls))).calls.find((call) => call.id === id)?.recorded;
  expect(await recorded()).toBe(true);
  const { url } = await must(ana.ask(agentApi.recordingLink, undefined, { id }));
  expect((await fetch(url)).status).toBe(200);
  world.twilio.control.recordings.delete(newest());
  expect(await (await fetch(url)).json()).toMatchObject({ code: 'recording-gone' });
  expect(await ana.ask(agentApi.recordingLink, undefined, { id })).toMatchObject({
    ok: false,
    problem: { code: 'recording-gone' },
  });
  expect(await recorded()).toBe(false);
  // What is attached in the CRM stays there.
  expect(onLaurasRecord(world, id)).toEqual(ALL);
});

it('attaches the MP3 where the CRM takes no file of the WAV’s size', async () => {
  const mp3 = await anMp3();
  const id = await savedCall(() => {
    world.zoho.control.settings.maxFileBytes = 100_000;
    world.twilio.control.recordings.mp3s.set(newest().sid, mp3);
  });
  await arrives(id, AS_MP3);
  expect((await waiting()).map((call) => call.callId)).not.toContain(id);
});

it('says in the note where the recording is when the CRM takes neither form', async () => {
  const mp3 = await anMp3();
  const id = await savedCall(() => {
    world.zoho.control.settings.maxFileBytes = 1_000;
    world.twilio.control.recordings.mp3s.set(newest().sid, mp3);
  });
  await arrives(id, WITHOUT_FILE);
  expect(noteOf(id)).toContain(newest().sid);
  expect((await waiting()).find((call) => call.callId === id)).toMatchObject({
    missing: ['recording'],
    problem: { code: 'too-large' },
  });
});
