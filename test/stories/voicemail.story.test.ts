import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { agentApi } from '#shared/api/agent-api.ts';
import { newPeople } from '#shared/call-flow/new-flow.ts';
import { textPrompt } from '#shared/call-flow/prompt.ts';
import type { E164 } from '#shared/ids.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { spanishFlow } from '#test/support/flow.ts';
import { must } from '#test/support/must.ts';
import { COMPANY_LINE, LAURA, STRANGER, startWorld, type World } from '#test/support/world.ts';
import { recordedSound } from '#test/twilio/media/recorded-sound.ts';
import { LAURA_ID } from '#test/zoho/data/seed-records.ts';
import { isTold, wentWell } from './heard.ts';
import { saveLine } from './switchboard.ts';

/** Nobody is there, and the caller leaves a message. In real time: what she says is in the file. */

const LAURA_HZ = 1_000;

let world: World;
let ana: TestAgent;

beforeAll(async () => {
  world = await startWorld();
  world.twilio.control.recordings.preparationMs = 100;
  ana = await world.agent('ana', { whenRung: 'no-answer' });
  await ana.setPresence('offline');
  const short = (text: string) => ({ 'es-ES': textPrompt(text, 'es-ES') });
  await saveLine(
    world,
    spanishFlow([], {
      people: newPeople([ana.id]),
      unavailable: short('Nadie.'),
      voicemail: { on: true, greeting: short('Hable.'), longestSeconds: 60 },
    }),
  );
});
beforeEach(() => expect(world.twilio.control.liveLegs()).toEqual([]));
afterAll(async () => {
  await ana?.disconnect();
  await world?.stop();
});

/** Speaks after the beep for two seconds, and hangs up. */
async function leavesMessage(from: E164, withheld?: 'anonymous'): Promise<string> {
  const { control } = world.twilio;
  const sid = control.placeCall({ from, to: COMPANY_LINE, toneHz: LAURA_HZ, withheld });
  const beep = await eventually('the beep', () => control.call(sid).transcript.find(({ what }) => what === 'beeped'));
  expect(control.call(sid).transcript.flatMap((entry) => (entry.what === 'said' ? [entry.text] : []))).toEqual([
    'Nadie.',
    'Hable.',
  ]);
  await eventually('she has spoken', () => control.now().getTime() - beep.at.getTime() > 2_500);
  control.hangUp(sid);
  await eventually('she is gone', () => control.liveLegs().length === 0);
  wentWell(world, sid);
  return sid;
}

const tasks = () =>
  world.zoho.control.records
    .all('Tasks', 'zillum')
    .filter(({ values }) => /Mensaje de voz/.test(String(values.Subject)));

it('[req 73] lands on the record of the contact who left it, as the file of a note, and is one missed call', async () => {
  await leavesMessage(LAURA);
  const written = () => world.zoho.control.writtenOn('Contacts', LAURA_ID);
  const file = await eventually(
    'the note has its file',
    () => written().notes.flatMap(({ files }) => files)[0],
    30_000,
  );
  if (file.content.kind !== 'file') throw new Error('the note has no file');
  const { seconds, channels } = recordedSound(file.content.bytes);
  expect(seconds).toBeGreaterThan(1.5);
  expect(channels.map(({ tones }) => tones.map((hz) => Math.round(hz / 100)))).toEqual([[LAURA_HZ / 100]]);
  await nothingHappens('anything more is written', () => written().notes.length + written().calls.length);
  expect(written().calls.map(({ values }) => values.Call_Type)).toEqual(['Missed']);
  expect(tasks()).toEqual([]);
  const { calls } = await must(ana.ask(agentApi.recentCalls));
  expect(calls).toMatchObject([{ disposition: 'missed', voicemail: true, recorded: true, number: LAURA }]);
});

it('is a task for the number’s people when nobody knows the caller', async () => {
  await leavesMessage(STRANGER);
  const [task, ...more] = await eventually('there is a task', () => tasks().length > 0 && tasks(), 30_000);
  expect(more).toEqual([]);
  expect(task?.values.Subject).toContain(STRANGER);
  expect(task?.owner).toBe('ana');
});

it('is not kept when the caller says nothing and hangs up before the beep', async () => {
  const { control } = world.twilio;
  const before = tasks().length;
  const sid = control.placeCall({ from: STRANGER, to: COMPANY_LINE });
  await isTold(world, sid, 'Hable.');
  control.hangUp(sid);
  await eventually('she is gone', () => control.liveLegs().length === 0);
  await nothingHappens('a task', () => tasks().length, 1_500);
  expect(tasks()).toHaveLength(before);
});
