import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { adminApi } from '#shared/api/admin-api.ts';
import { callWaitingApi } from '#shared/api/supervise-api.ts';
import { newFlow } from '#shared/call-flow/new-flow.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { eventually } from '#test/support/eventually.ts';
import { seedFlow, spanishFlow } from '#test/support/flow.ts';
import { allHangUp, ask, HZ, incomingCall, type RunningCall } from '#test/support/running-call.ts';
import { COMPANY_LINE, STRANGER, startWorld, type World } from '#test/support/world.ts';

/** Call waiting through everything but a browser: a second caller rings beside the call that an agent is on. */

let world: World;
let ana: TestAgent;

beforeAll(async () => {
  world = await startWorld({ team: ['ana'] });
  ana = await world.agent('ana');
  await ana.ask(callWaitingApi.setCallWaiting, { on: true });
  const queue = { ...newFlow('es-ES', 'Europe/Madrid').queue, on: true };
  await seedFlow(world.server.context, spanishFlow([ana.id], { queue }), ana.id, COMPANY_LINE);
});
afterAll(async () => {
  await ana?.disconnect();
  await world?.stop();
});
afterEach(async () => {
  await allHangUp(world);
  await ana.device({ registered: true, onCall: false });
});

/** Ana talks with Laura, her softphone says so, and it lets a second call ring. */
async function talks(): Promise<RunningCall> {
  const { control } = world.twilio;
  control.registerClient(ana.id, { whenRung: 'answers', afterSeconds: 0.3, toneHz: HZ.ana });
  const call = await incomingCall(world, ana);
  await ana.device({ registered: true, onCall: true });
  control.registerClient(ana.id, { whenRung: 'no-answer' });
  return call;
}
const strangerCalls = () => world.twilio.control.placeCall({ from: STRANGER, to: COMPANY_LINE });
const secondRings = () => eventually('the second call rings', () => ana.calls.find((call) => call.state === 'ringing'));
const waiting = async () => {
  const board = await world.admin.ask(adminApi.live);
  return board.ok ? board.value.waiting : [];
};

describe('a second caller', () => {
  it('rings beside her call, which goes on', async () => {
    const first = await talks();
    strangerCalls();
    const second = await secondRings();
    expect(second.party.number).toBe(STRANGER);
    expect(ana.calls.find(({ id }) => id === first.id)?.state).toBe('talking');
    expect(await waiting()).toMatchObject([{ callId: second.id, state: 'ringing' }]);
  });

  it('is sent to the queue by her, and rings her as soon as she is free', async () => {
    const first = await talks();
    strangerCalls();
    const second = await secondRings();
    expect(await ask(ana, second, { what: 'to-queue' })).toEqual({ ok: true, value: {} });
    await eventually('she waits', async () => (await waiting()).some(({ state }) => state === 'queued'));
    await eventually('it rings no more', () => ana.calls.every(({ id }) => id !== second.id));
    world.twilio.control.hangUp(first.customer);
    await ana.device({ registered: true, onCall: false });
    const now = await eventually('she is rung', () => ana.calls.find((call) => call.state === 'ringing'));
    expect(now.id).toBe(second.id);
  });

  it('goes to the queue at once where she does not want a second call', async () => {
    await ana.ask(callWaitingApi.setCallWaiting, { on: false });
    await talks();
    strangerCalls();
    await eventually('she waits', async () => (await waiting()).some(({ state }) => state === 'queued'));
    expect(ana.calls.filter(({ state }) => state === 'ringing')).toEqual([]);
    await ana.ask(callWaitingApi.setCallWaiting, { on: true });
  });
});
