import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { adminApi } from '#shared/api/admin-api.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { must } from '#test/support/must.ts';
import {
  allHangUp,
  ask,
  HZ,
  hears,
  incomingCall,
  outgoingCall,
  type RunningCall,
  talking,
} from '#test/support/running-call.ts';
import { COMPANY_LINE, LAURA, OUTGOING_LINE, startWorld, type World } from '#test/support/world.ts';
import { type RecordedChannel, recordedSound } from '#test/twilio/media/recorded-sound.ts';

/** What is in the files of recorded calls, read from the tones that their people play. */

let world: World;
let ana: TestAgent;

beforeAll(async () => {
  world = await startWorld({ team: ['ana'] });
  const agentId = await world.idOf('ana');
  await must(
    world.admin.ask(adminApi.saveIncomingNumber, {
      number: COMPANY_LINE,
      name: 'Madrid',
      agentIds: [agentId],
      record: true,
    }),
  );
  await must(world.admin.ask(adminApi.saveOutgoingNumber, { agentId, number: OUTGOING_LINE, record: true }));
  ana = await world.agent('ana', { whenRung: 'answers', afterSeconds: 0.3, toneHz: HZ.ana });
});
afterAll(async () => {
  await ana?.disconnect();
  await world?.stop();
});
afterEach(async () => {
  await allHangUp(world);
  for (const recording of world.twilio.control.recordings.list()) world.twilio.control.recordings.delete(recording);
  await world.server.context.db.updateTable('team').set({ decline_key: null }).execute();
});

const state = (call: RunningCall) => talking(ana, call.id)?.control?.recording;
const isTold = (call: RunningCall, what: string) => eventually(`told as ${what}`, () => state(call) === what);
const seconds = (count: number) => world.server.context.clock.sleep(count * 1_000);
const record = (call: RunningCall, to: 'on' | 'paused' | 'off') => ask(ana, call, { what: 'record', to });
const rows = (call: RunningCall) =>
  world.server.context.db
    .selectFrom('recordings')
    .select(['part', 'state', 'sid'])
    .where('call_id', '=', call.id)
    .orderBy('part')
    .execute();
/** The files of a call that is over, in order. */
async function files(call: RunningCall) {
  const { control } = world.twilio;
  control.hangUp(call.customer);
  const kept = await eventually('all parts are complete', async () => {
    const parts = await rows(call);
    return parts.length > 0 && parts.every((part) => part.state === 'completed') && parts;
  });
  const { config, db, secrets } = world.server.context;
  const connection = await db.selectFrom('twilio_connection').selectAll().executeTakeFirstOrThrow();
  const key = `${connection.api_key_sid}:${secrets.open(connection.api_key_secret)}`;
  return Promise.all(
    kept.map(async ({ sid }) => {
      const at = `${config.twilio.baseUrl}/2010-04-01/Accounts/${connection.account_sid}/Recordings/${sid}.wav`;
      const file = await fetch(at, { headers: { authorization: `Basic ${btoa(key)}` } });
      return recordedSound(new Uint8Array(await file.arrayBuffer()));
    }),
  );
}
const tones = ({ tones: all }: RecordedChannel) => [...new Set(all.map((hz) => Math.round(hz / 100) * 100))];
/** Longest stretch without a sound, in seconds. */
function silence({ samples }: RecordedChannel): number {
  let [longest, now] = [0, 0];
  for (const sample of samples) {
    now = Math.abs(sample) < 50 ? now + 1 : 0;
    longest = Math.max(longest, now);
  }
  return longest / 8_000;
}

it('holds nothing of an outgoing call before its announcement is over, though the agent has been talking', async () => {
  const call = await outgoingCall(world, ana, HZ.ana);
  await isTold(call, 'announcing');
  await isTold(call, 'on');
  await hears(world, call.customer, HZ.ana);
  await seconds(1);
  const [file, ...more] = await files(call);
  expect(more).toEqual([]);
  expect(file?.channels.map(tones)).toEqual([[HZ.laura], [HZ.ana]]);
  const [row] = await world.server.context.db.selectFrom('calls').selectAll().where('id', '=', call.id).execute();
  // The network counts from her answer on: the announcement is in its seconds, and not in the file.
  expect(file?.seconds).toBeLessThan((row?.talked_seconds ?? 0) - 0.5);
});

it('is really silent while it is paused', async () => {
  const call = await incomingCall(world, ana);
  await isTold(call, 'on');
  await must(record(call, 'paused'));
  await isTold(call, 'paused');
  await hears(world, call.customer, HZ.ana);
  await seconds(2);
  await must(record(call, 'on'));
  await isTold(call, 'on');
  await seconds(1);
  const [file] = await files(call);
  expect(file?.channels.map(tones)).toEqual([[HZ.laura], [HZ.ana]]);
  for (const channel of file?.channels ?? []) expect(silence(channel)).toBeGreaterThan(1.8);
});

it('pauses by itself for a field that nobody may record, and takes nothing back that the agent has asked', async () => {
  const call = await incomingCall(world, ana);
  const byPage = (to: 'on' | 'paused') => must(ask(ana, call, { what: 'record', to, auto: true }));
  await isTold(call, 'on');
  await byPage('paused');
  await isTold(call, 'paused');
  await byPage('on');
  await isTold(call, 'on');
  await must(record(call, 'paused'));
  await isTold(call, 'paused');
  await byPage('on');
  await nothingHappens('the recording goes on', () => state(call) !== 'paused', 500);
  await must(record(call, 'on'));
  await isTold(call, 'on');
  await world.server.context.db.updateTable('team').set({ auto_pause: false }).execute();
  await byPage('paused');
  await nothingHappens('the recording pauses', () => state(call) !== 'on', 500);
  await world.server.context.db.updateTable('team').set({ auto_pause: true }).execute();
});

it('is in two parts when the customer was held, and both are attached', async () => {
  const call = await incomingCall(world, ana);
  await isTold(call, 'on');
  await hears(world, call.agent, HZ.laura);
  await seconds(1);
  await must(ask(ana, call, { what: 'hold', on: true }));
  await eventually('held', () => talking(ana, call.id)?.control?.customer === 'held');
  await must(ask(ana, call, { what: 'hold', on: false }));
  await eventually('back', () => talking(ana, call.id)?.control?.customer === 'talking');
  await isTold(call, 'on');
  await hears(world, call.customer, HZ.ana);
  await seconds(1);
  const parts = await files(call);
  expect(parts).toHaveLength(2);
  for (const part of parts) expect(tones(part.channels[0] ?? expect.fail('no channel'))).toContain(HZ.laura);
});

it('goes on unrecorded when whoever was called presses the key', async () => {
  await world.server.context.db.updateTable('team').set({ decline_key: '2' }).execute();
  const calling = outgoingCall(world, ana, HZ.ana);
  const { control } = world.twilio;
  const customer = await eventually('her phone rings', () =>
    control.liveLegs().find((sid) => control.call(sid).to === LAURA),
  );
  await eventually('she is asked', () =>
    JSON.stringify(world.twilio.control.call(customer).transcript).includes('Pulse 2'),
  );
  world.twilio.control.press(customer, '2');
  const call = await calling;
  await hears(world, call.customer, HZ.ana);
  await seconds(1);
  expect(state(call)).toBe('off');
  expect(world.twilio.control.recordings.list().filter(({ state: now }) => now.status !== 'deleted')).toEqual([]);
  expect(await rows(call)).toEqual([]);
});
