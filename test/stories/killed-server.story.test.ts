import { afterAll, beforeAll, expect, it } from 'vitest';
import { adminApi } from '#shared/api/admin-api.ts';
import type { CallId } from '#shared/ids.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { eventually } from '#test/support/eventually.ts';
import { must } from '#test/support/must.ts';
import { type ProcessWorld, startProcessWorld } from '#test/support/process-world.ts';
import { COMPANY_LINE } from '#test/support/world.ts';
import { notedAt, onLaurasRecord, saveWrapUp, wrapUpOf } from './noted-call.ts';
import { lauraCalls, VOICE_HZ } from './stage.ts';

/** The process that took Ana's words is killed while they are on their way to the CRM; another one on the same database goes on. */

const LEASE_SECONDS = 1;
/** Longer than it takes until the second process is at it; the killed one's request has come to its end by then. */
const ANSWER_TAKES_MS = 700;

let world: ProcessWorld;
let ana: TestAgent;
const ids: CallId[] = [];

beforeAll(async () => {
  world = await startProcessWorld({ team: ['ana'], count: 2, env: { WRITE_LEASE_SECONDS: String(LEASE_SECONDS) } });
  const agentIds = [await world.idOf('ana')];
  await must(
    world.admin.ask(adminApi.saveIncomingNumber, { number: COMPANY_LINE, name: 'Madrid', agentIds, record: true }),
  );
  world.twilio.control.recordings.preparationMs = 100;
  ana = await world.agent('ana', { whenRung: 'answers', afterSeconds: 0, toneHz: VOICE_HZ.ana });
});
afterAll(async () => {
  const found = ids.map(allOf);
  const legs = world.twilio.control.liveLegs();
  // Processes and their database first: nothing else would end them.
  await world.stop();
  expect(found).toEqual(ids.map(() => ALL));
  expect(legs).toEqual([]);
});

const ALL = ['call Inbound', 'note', 'file wav', 'planned call', 'task'];
/** Real calls are as long as they are. */
const allOf = (id: CallId): string[] => onLaurasRecord(world, id).map((line) => line.replace(/ \d\d:\d\d$/, ''));

/** Laura calls, Ana answers, Laura hangs up; the recording is ready. */
async function talk(): Promise<CallId> {
  const { control } = world.twilio;
  const before = control.recordings.list().length;
  await eventually('Ana can be rung', async () => {
    const { people } = await must(world.admin.ask(adminApi.people));
    return people.find(({ agent }) => agent.id === ana.id)?.reachable;
  });
  const sid = lauraCalls(world);
  const call = await eventually('they talk', () =>
    ana.calls.find(({ id, state }) => state === 'talking' && !ids.includes(id)),
  );
  await eventually('something of it is recorded', () => control.recordings.list().length > before);
  control.hangUp(sid);
  await eventually('it is over', () => ana.calls.every(({ id, state }) => id !== call.id || state === 'ended'));
  ids.push(call.id);
  // What Twilio tells while no server lives is asked for later, long after this story.
  await eventually(
    'the server knows of the recording',
    async () => (await wrapUpOf(ana, call.id)).recording === 'kept',
  );
  return call.id;
}

/** The process that serves Ana goes without a word; whichever lives is hers from now on, or one that starts now. */
async function kill(): Promise<void> {
  const [serving, other] = world.processes.living();
  await serving?.kill();
  if (!other) await world.processes.start();
  await ana.connect();
  await ana.device({ registered: true, onCall: false });
}

/** All is there, and the server has nothing more to do. */
const arrives = (id: CallId) =>
  eventually(
    'all of it is written',
    async () => {
      const { state, recording } = await wrapUpOf(ana, id);
      if (state !== 'written' || recording !== 'attached') throw new Error(`${state}: ${allOf(id).join(', ')}`);
      return allOf(id);
    },
    30_000,
  );

it('writes everything once when one of two processes is killed as soon as she has saved', async () => {
  const id = await talk();
  await saveWrapUp(ana, id, notedAt(new Date()));
  await kill();
  expect(await arrives(id)).toEqual(ALL);
});

it.each([
  ['writes the call', '/Calls', 0],
  ['writes the note', '/Notes', 0],
  ['uploads the recording', '/Attachments', 0],
  ['plans the call', '/Calls', 1],
  ['plans the task', '/Tasks', 0],
] as const)(
  'writes everything once when the only process is killed while it %s, and another one starts',
  async (_, path, after) => {
    const id = await talk();
    const { faults } = world.zoho.control;
    const slow = faults.add({ kind: 'done-then-slow', ms: ANSWER_TAKES_MS, area: 'api', method: 'POST', path, after });
    await saveWrapUp(ana, id, notedAt(new Date()));
    await eventually('it is at it', () => slow.met > 0);
    faults.remove();
    await kill();
    expect(await arrives(id)).toEqual(ALL);
  },
);
