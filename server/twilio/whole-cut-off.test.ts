import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { agentApi } from '#shared/api/agent-api.ts';
import { traceApi } from '#shared/api/trace-api.ts';
import { missedCount } from '#shared/call/missed-calls.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { eventually } from '#test/support/eventually.ts';
import { must } from '#test/support/must.ts';
import { allHangUp, ask, HZ, outgoingCall, type RunningCall, talking } from '#test/support/running-call.ts';
import { startWorld, type World } from '#test/support/world.ts';

/** An outgoing conversation ends with its agent's leg: whether that was her doing decides whether the customer is to be called back. */

let world: World;
let ana: TestAgent;

beforeAll(async () => {
  world = await startWorld({ team: ['ana'] });
  ana = await world.agent('ana');
});
afterEach(() => allHangUp(world));
afterAll(async () => {
  await ana?.disconnect();
  await world?.stop();
});

async function over({ id }: RunningCall) {
  const isOver = async () => (await recent(id)) !== undefined;
  await eventually('the call stands in the recent calls', isOver);
  return recent(id);
}
const recent = async (id: RunningCall['id']) =>
  (await must(ana.ask(agentApi.recentCalls))).calls.find((call) => call.id === id);
const open = async () => missedCount((await must(ana.ask(agentApi.recentCalls))).calls, new Date());

it('a customer whose agent’s line is lost is to be called back, until somebody has', async () => {
  const call = await outgoingCall(world, ana, HZ.ana);
  world.twilio.control.hangUp(call.agent);
  expect(await over(call)).toMatchObject({ disposition: 'answered' });
  await eventually('she is told', async () => (await recent(call.id))?.cutOff);
  expect(await open()).toBe(1);
  const { wrapUps } = await must(ana.ask(agentApi.wrapUps));
  expect(wrapUps.find(({ callId }) => callId === call.id)).toMatchObject({ cutOff: true, state: 'open' });
  const { lines } = await must(ana.ask(traceApi.callTrace, undefined, { id: call.id }));
  expect(lines.map(({ code }) => code)).toContain('line-lost');

  const again = await outgoingCall(world, ana, HZ.ana);
  await must(ana.ask(agentApi.endCall, {}, { id: again.id }));
  world.twilio.control.hangUp(again.agent);
  await over(again);
  expect(await open()).toBe(0);
  expect(await recent(call.id)).toMatchObject({ cutOff: true, handledBy: ana.me.agent.name });
});

it.each([
  ['ends the call herself', ({ agent }: RunningCall) => agent],
  ['is hung up on', ({ customer }: RunningCall) => customer],
] as const)('is not to be called back when the agent %s', async (what, who) => {
  const call = await outgoingCall(world, ana, HZ.ana);
  // The network may be faster than her own word.
  world.twilio.control.hangUp(who(call));
  await over(call);
  if (what === 'ends the call herself') await must(ana.ask(agentApi.endCall, {}, { id: call.id }));
  await eventually('that is known', async () => (await recent(call.id))?.cutOff === undefined);
  expect(await open()).toBe(0);
});

it('is to be called back from a room, too, when the agent was called again in vain', { timeout: 60_000 }, async () => {
  const call = await outgoingCall(world, ana, HZ.ana);
  for (const on of [true, false]) {
    await ask(ana, call, { what: 'hold', on });
    await eventually('that is told', () => talking(ana, call.id)?.control?.customer === (on ? 'held' : 'talking'));
  }
  world.twilio.control.registerClient(ana.id, { whenRung: 'declines', afterSeconds: 0.2 });
  world.twilio.control.hangUp(call.agent);
  await eventually('she is told', async () => (await recent(call.id))?.cutOff, 40_000);
  expect(await open()).toBe(1);
});
