import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { agentApi } from '#shared/api/agent-api.ts';
import type { Ask } from '#shared/call/control.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { eventually } from '#test/support/eventually.ts';
import {
  allHangUp,
  ask,
  HZ,
  hears,
  incomingCall,
  legTo,
  outgoingCall,
  type RunningCall,
  talking,
} from '#test/support/running-call.ts';
import { STRANGER, startWorld, type World } from '#test/support/world.ts';

/** Ana passes the customer on and leaves; who hears whom is read from the tones that each plays. */

let world: World;
let ana: TestAgent;
let ken: TestAgent;

beforeAll(async () => {
  world = await startWorld();
  ana = await world.agent('ana');
  ken = await world.agent('ken');
});
afterAll(async () => {
  await Promise.all([ana?.disconnect(), ken?.disconnect()]);
  await world?.stop();
});
afterEach(() => allHangUp(world));

const toKen = (): Ask => ({ what: 'transfer', how: 'blind', to: { who: 'agent', agentId: ken.id } });
const outside: Ask = { what: 'transfer', how: 'blind', to: { who: 'number', number: STRANGER } };
const row = (call: RunningCall) =>
  world.server.context.db.selectFrom('calls').selectAll().where('id', '=', call.id).executeTakeFirstOrThrow();
const isGone = (leg: string) => eventually('the leg is gone', () => world.twilio.control.call(leg).endedAt !== null);

async function anaTalks(direction: 'incoming' | 'outgoing', how: 'dial' | 'room'): Promise<RunningCall> {
  const { control } = world.twilio;
  control.registerClient(ana.id, { whenRung: 'answers', afterSeconds: 0.2, toneHz: HZ.ana });
  control.registerClient(ken.id, { whenRung: 'no-answer', toneHz: HZ.ken });
  const call = await (direction === 'incoming' ? incomingCall(world, ana) : outgoingCall(world, ana, HZ.ana));
  control.registerClient(ken.id, { whenRung: 'answers', afterSeconds: 0.5, toneHz: HZ.ken });
  if (how === 'dial') return call;
  for (const on of [true, false]) {
    await ask(ana, call, { what: 'hold', on });
    await eventually('that is told', () => talking(ana, call.id)?.control?.customer === (on ? 'held' : 'talking'));
  }
  return call;
}

describe.each([
  ['incoming', 'dial'],
  ['incoming', 'room'],
  ['outgoing', 'dial'],
  ['outgoing', 'room'],
] as const)('the customer of an %s call in a %s', (direction, how) => {
  it('talks to the colleague whom she was passed on to, whose call it is from then on', async () => {
    const call = await anaTalks(direction, how);
    expect(await ask(ana, call, toKen())).toEqual({ ok: true, value: {} });
    await eventually('Ken has her', () => talking(ken, call.id));
    const his = await legTo(world, `client:${ken.id}`);
    await Promise.all([hears(world, call.customer, HZ.ken), hears(world, his, HZ.laura), isGone(call.agent)]);
    expect(await row(call)).toMatchObject({ state: 'talking', agent_id: ken.id });
    await eventually('Ana has no call', () => !talking(ana, call.id));
    // He may hold her in his turn.
    await ask(ken, call, { what: 'hold', on: true });
    await eventually('held by Ken', () => talking(ken, call.id)?.control?.customer === 'held');
    world.twilio.control.hangUp(call.customer);
    await isGone(his);
    await eventually('one call, once', async () => (await row(call)).state === 'ended');
    expect(await row(call)).toMatchObject({ disposition: 'answered', agent_id: ken.id });
  });

  it('is back with Ana when nobody takes her', async () => {
    const call = await anaTalks(direction, how);
    world.twilio.control.registerClient(ken.id, { whenRung: 'declines', afterSeconds: 0.3 });
    await ask(ana, call, toKen());
    await isGone(call.agent);
    await eventually('Ana is rung, and has her again', async () => {
      const again = await legTo(world, `client:${ana.id}`);
      return again !== call.agent && world.twilio.control.call(again).answeredAt !== null && again;
    });
    await hears(world, call.customer, HZ.ana);
    await eventually('she is told', () => talking(ana, call.id)?.control?.failed?.what === 'blind');
    expect(await row(call)).toMatchObject({ state: 'talking', agent_id: ana.id });
  });
});

it('is Ana’s to wrap up when the customer was passed on to a phone outside', async () => {
  const call = await anaTalks('incoming', 'dial');
  world.twilio.control.setPhone(STRANGER, { whenRung: 'answers', afterSeconds: 0.3, toneHz: HZ.outside });
  await ask(ana, call, outside);
  await hears(world, call.customer, HZ.outside);
  await isGone(call.agent);
  expect(await row(call)).toMatchObject({ agent_id: ana.id });
  await eventually('it is over for her', () => {
    const hers = ana.calls.find(({ id }) => id === call.id);
    return hers?.state === 'ended' && hers.disposition === 'answered' && hers.answeredElsewhere === null;
  });
  expect(await ana.ask(agentApi.saveWrapUp, { draft: NOTED, edit: 1 }, { id: call.id })).toMatchObject({ ok: true });
  expect((await row(call)).state).toBe('talking');
});

const NOTED = {
  outcome: null,
  description: 'Went to the workshop',
  followUpCall: null,
  followUpTask: null,
  record: null,
  log: true,
};
