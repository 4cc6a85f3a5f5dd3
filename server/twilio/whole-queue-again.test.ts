import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { Ask } from '#shared/call/control.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { seedFlow, spanishFlow } from '#test/support/flow.ts';
import { allHangUp, ask, HZ, hears, incomingCall, type RunningCall, talking } from '#test/support/running-call.ts';
import { COMPANY_LINE, LAURA, startWorld, type World } from '#test/support/world.ts';

/** Callers who come (back) into the queue from a call, or from a ringing softphone: they wait, and somebody answers them. */

vi.setConfig({ testTimeout: 90_000 });

let world: World;
let ana: TestAgent;
let ken: TestAgent;

beforeAll(async () => {
  world = await startWorld();
  ana = await world.agent('ana');
  ken = await world.agent('ken');
  const flow = spanishFlow([ana.id, ken.id]);
  const queue = { ...flow.queue, on: true, callers: 25, minutes: 25, announceSeconds: 20 };
  await seedFlow(world.server.context, { ...flow, queue }, ana.id, COMPANY_LINE);
});
afterAll(async () => {
  await Promise.all([ana?.disconnect(), ken?.disconnect()]);
  await world?.stop();
});
beforeEach(async () => {
  await Promise.all([ana, ken].map((one) => free(one)));
});
afterEach(async () => {
  await allHangUp(world);
  world.twilio.control.forgetEndedCalls();
  await db().deleteFrom('calls').execute();
});

const db = () => world.server.context.db;
const free = (one: TestAgent) => one.device({ registered: true, onCall: false });
const busy = (one: TestAgent) => one.device({ registered: true, onCall: true });
const answers = (one: TestAgent, toneHz: number) =>
  world.twilio.control.registerClient(one.id, { whenRung: 'answers', afterSeconds: 0.2, toneHz });
const row = (id: RunningCall['id']) =>
  db().selectFrom('calls').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const entry = (id: RunningCall['id']) =>
  db().selectFrom('queue_entries').selectAll().where('call_id', '=', id).executeTakeFirst();
const queued = (leg: string) =>
  world.twilio.control.call(leg).transcript.filter(({ what }) => what === 'queued').length;
const toKen = (): Ask => ({ what: 'transfer', how: 'blind', to: { who: 'agent', agentId: ken.id } });

/** Ana passes her on in vain, and does not take her back: everybody is busy by then. */
async function passedOnInVain(call: RunningCall): Promise<void> {
  const { control } = world.twilio;
  control.registerClient(ken.id, { whenRung: 'declines', afterSeconds: 0.2 });
  control.registerClient(ana.id, { whenRung: 'declines', afterSeconds: 0.2 });
  const before = queued(call.customer);
  expect(await ask(ana, call, toKen())).toEqual({ ok: true, value: {} });
  await Promise.all([busy(ana), busy(ken)]);
  // The words that it did not work, and two phones that ring first.
  await eventually('she waits', () => queued(call.customer) > before, 40_000);
}

it('a caller whom nobody takes after a transfer waits, and is answered by whoever becomes free', async () => {
  answers(ana, HZ.ana);
  world.twilio.control.registerClient(ken.id, { whenRung: 'no-answer' });
  const call = await incomingCall(world, ana);
  await passedOnInVain(call);
  await nothingHappens('she stays in the line', async () => (await entry(call.id))?.state !== 'waiting', 1_000);
  await eventually('it is no call of Ana’s meanwhile', () => talking(ana, call.id) === undefined);
  answers(ken, HZ.ken);
  await free(ken);
  await hears(world, call.customer, HZ.ken);
  await eventually('her place is given up', async () => (await entry(call.id))?.state === 'left');
  await eventually('the call is Ken’s', async () => (await row(call.id)).agent_id === ken.id);
  await eventually('he sees it', () => talking(ken, call.id)?.control?.customer === 'talking');
});

it('a caller who came from the queue comes back into it, behind whoever waits by then', async () => {
  answers(ana, HZ.ana);
  world.twilio.control.registerClient(ken.id, { whenRung: 'no-answer' });
  await Promise.all([busy(ana), busy(ken)]);
  const customer = world.twilio.control.placeCall({ from: LAURA, to: COMPANY_LINE, toneHz: HZ.laura });
  await eventually('she waits', () => queued(customer) === 1);
  await free(ana);
  const found = await eventually('she talks to Ana', () => talking(ana));
  const first = await eventually('she has left the line', async () => {
    const known = await entry(found.id);
    return known?.state === 'left' && known;
  });
  const call = { id: found.id, customer, agent: '' };
  await free(ken);
  await passedOnInVain(call);
  const again = await entry(call.id);
  expect(again?.state).toBe('waiting');
  expect(again?.left_at).toBeNull();
  expect(again?.entered_at.getTime()).toBeGreaterThan(first.entered_at.getTime());
  answers(ana, HZ.ana);
  await free(ken);
  answers(ken, HZ.ken);
  await hears(world, customer, HZ.ken);
});

it('a caller whom Ana sends to the queue while she rings waits, and Ken, who is free later, answers', async () => {
  const { control } = world.twilio;
  control.registerClient(ana.id, { whenRung: 'no-answer' });
  control.registerClient(ken.id, { whenRung: 'no-answer' });
  await busy(ken);
  const customer = control.placeCall({ from: LAURA, to: COMPANY_LINE, toneHz: HZ.laura });
  const { id } = await eventually('it rings', () => ana.calls.find(({ state }) => state === 'ringing'));
  await busy(ana);
  expect(await ask(ana, { id }, { what: 'to-queue' })).toEqual({ ok: true, value: {} });
  await eventually('she waits', () => queued(customer) === 1);
  expect(await row(id)).toMatchObject({ state: 'ringing' });
  answers(ken, HZ.ken);
  await free(ken);
  await hears(world, customer, HZ.ken);
  await eventually('the call is Ken’s', async () => (await row(id)).agent_id === ken.id);
});
