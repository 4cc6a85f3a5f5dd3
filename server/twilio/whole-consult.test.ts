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
  hearsMusic,
  incomingCall,
  legTo,
  outgoingCall,
  type RunningCall,
  talking,
} from '#test/support/running-call.ts';
import { startWorld, type World } from '#test/support/world.ts';

/** Ana asks Ken before she gives him the call; who hears whom is read from the tones that each plays. */

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

const step = (word: 'complete' | 'join' | 'swap' | 'cancel'): Ask => ({ what: 'transfer-step', step: word });
const consult = (): Ask => ({ what: 'transfer', how: 'consult', to: { who: 'agent', agentId: ken.id } });
const control = () => talking(ana)?.control;
const transferIs = (state: string) => eventually(`told as ${state}`, () => control()?.transfer?.state === state);

/** Ken does not ring for the call itself: Ana is to answer it. */
async function anaTalks(direction: 'incoming' | 'outgoing'): Promise<RunningCall> {
  const { control: twilio } = world.twilio;
  twilio.registerClient(ana.id, { whenRung: 'answers', afterSeconds: 0.2, toneHz: HZ.ana });
  twilio.registerClient(ken.id, { whenRung: 'no-answer', toneHz: HZ.ken });
  const call = await (direction === 'incoming' ? incomingCall(world, ana) : outgoingCall(world, ana, HZ.ana));
  twilio.registerClient(ken.id, { whenRung: 'answers', afterSeconds: 0.5, toneHz: HZ.ken });
  return call;
}

/** Ana and Ken talk, Laura waits. */
async function kenIsAsked(call: RunningCall): Promise<string> {
  expect(await ask(ana, call, consult())).toEqual({ ok: true, value: {} });
  await transferIs('ringing');
  await transferIs('talking');
  const his = await legTo(world, `client:${ken.id}`);
  await Promise.all([hearsMusic(world, call.customer), hears(world, call.agent, HZ.ken), hears(world, his, HZ.ana)]);
  return his;
}

describe.each(['incoming', 'outgoing'] as const)('a colleague who is asked about an %s call', (direction) => {
  it('sees whose it is and what was noted, talks to Ana alone, and has the customer once Ana gives her to him', async () => {
    const call = await anaTalks(direction);
    const draft = { ...NOTED, description: 'Wants the blue one' };
    await ana.ask(agentApi.keepWrapUp, { draft, edit: 3 }, { id: call.id });
    const his = await kenIsAsked(call);
    const shown = await eventually('Ken knows who asks him', () => {
      const card = talking(ken, call.id);
      return card?.control?.from && card.party.match.state === 'known' && card;
    });
    expect(shown.control).toMatchObject({ from: { agentId: ana.id }, note: 'Wants the blue one' });
    await ask(ana, call, step('complete'));
    await Promise.all([hears(world, call.customer, HZ.ken), hears(world, his, HZ.laura)]);
    await eventually('Ana is gone', () => world.twilio.control.call(call.agent).endedAt !== null);
    await eventually('Ana has no call, and knows who has it', () => {
      const hers = ana.calls.find(({ id }) => id === call.id);
      return !talking(ana) && hers?.answeredElsewhere === ken.me.agent.name;
    });
    await eventually('it is his', async () => {
      const row = await world.server.context.db
        .selectFrom('calls')
        .selectAll()
        .where('id', '=', call.id)
        .executeTakeFirst();
      return row?.agent_id === ken.id && row.state === 'talking';
    });
    const his2 = await ken.ask(agentApi.wrapUps);
    expect(his2.ok && his2.value.wrapUps.find(({ callId }) => callId === call.id)?.draft.description).toBe(
      'Wants the blue one',
    );
    // What she had typed last comes after the call is given.
    const late = { ...draft, description: 'Wants the blue one, by Friday' };
    expect(await ana.ask(agentApi.keepWrapUp, { draft: late, edit: 4 }, { id: call.id })).toMatchObject({ ok: true });
    const his3 = await ken.ask(agentApi.wrapUps);
    expect(his3.ok && his3.value.wrapUps.find(({ callId }) => callId === call.id)?.draft).toEqual(late);
    await ken.ask(agentApi.keepWrapUp, { draft: NOTED, edit: 1 }, { id: call.id });
    expect(await ana.ask(agentApi.keepWrapUp, { draft, edit: 5 }, { id: call.id })).toMatchObject({ ok: false });
    const hers = await ana.ask(agentApi.wrapUps);
    expect(hers.ok && hers.value.wrapUps.filter(({ callId }) => callId === call.id)).toEqual([]);
    await ken.ask(agentApi.endCall, {}, { id: call.id });
    world.twilio.control.hangUp(his);
    await eventually('the customer is let go', () => world.twilio.control.call(call.customer).endedAt !== null);
  });

  it('goes on with the customer when all three talk and Ana hangs up', async () => {
    const call = await anaTalks(direction);
    const his = await kenIsAsked(call);
    await ask(ana, call, step('join'));
    await transferIs('together');
    await ana.ask(agentApi.endCall, {}, { id: call.id });
    world.twilio.control.hangUp(call.agent);
    await eventually('it is Ken’s', () => talking(ken, call.id)?.control?.transfer === null);
    await Promise.all([hears(world, call.customer, HZ.ken), hears(world, his, HZ.laura)]);
    await eventually('Ana has no call', () => !talking(ana));
  });

  it('talks to both when Ana joins them, and waits when she swaps', async () => {
    const call = await anaTalks(direction);
    const his = await kenIsAsked(call);
    await ask(ana, call, step('swap'));
    await transferIs('waiting');
    await Promise.all([
      hears(world, call.customer, HZ.ana),
      hears(world, call.agent, HZ.laura),
      hearsMusic(world, his),
    ]);
    await ask(ana, call, step('join'));
    await transferIs('together');
    await Promise.all([
      hears(world, call.customer, HZ.ana, HZ.ken),
      hears(world, call.agent, HZ.laura, HZ.ken),
      hears(world, his, HZ.laura, HZ.ana),
    ]);
  });

  it('is sent away by a cancel, and the customer is back', async () => {
    const call = await anaTalks(direction);
    const his = await kenIsAsked(call);
    await ask(ana, call, step('cancel'));
    await Promise.all([hears(world, call.customer, HZ.ana), hears(world, call.agent, HZ.laura)]);
    await eventually('Ken is gone', () => world.twilio.control.call(his).endedAt !== null);
    await eventually('no transfer is told', () => control()?.transfer === null);
  });
});

it.each([
  ['does not answer', 'no-answer'],
  ['declines', 'declines'],
  ['is busy', 'busy'],
] as const)('a colleague who %s leaves the customer with Ana', async (_, whenRung) => {
  const call = await anaTalks('incoming');
  world.twilio.control.registerClient(ken.id, { whenRung, afterSeconds: 0.3 });
  await ask(ana, call, consult());
  if (whenRung === 'no-answer') {
    await transferIs('ringing');
    await ask(ana, call, step('cancel'));
  } else await eventually('told as failed', () => control()?.failed?.what === 'consult');
  await Promise.all([hears(world, call.customer, HZ.ana), hears(world, call.agent, HZ.laura)]);
  await eventually('Ken has no call', () => !ken.calls.some(({ state }) => state !== 'ended'));
});

const NOTED = { outcome: null, description: '', followUpCall: null, followUpTask: null, record: null, log: true };
