import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { agentApi } from '#shared/api/agent-api.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { eventually } from '#test/support/eventually.ts';
import {
  allHangUp,
  ask,
  HZ,
  hears,
  incomingCall,
  legTo,
  type RunningCall,
  talking,
} from '#test/support/running-call.ts';
import { startWorld, type World } from '#test/support/world.ts';

/** Lines are lost, requests fail, and the server dies in the middle of it: the customer is never left alone. */

let world: World;
let ana: TestAgent;

beforeAll(async () => {
  world = await startWorld({ team: ['ana'] });
});
afterAll(async () => {
  await world?.stop();
});
afterEach(async () => {
  await allHangUp(world);
  await ana?.disconnect();
});

async function anaTalks(how: 'dial' | 'room'): Promise<RunningCall> {
  ana = await world.agent('ana', { whenRung: 'answers', afterSeconds: 0.2, toneHz: HZ.ana });
  const call = await incomingCall(world, ana);
  if (how === 'room') {
    for (const on of [true, false]) await hold(call, on);
  }
  return call;
}

async function hold(call: RunningCall, on: boolean): Promise<void> {
  await ask(ana, call, { what: 'hold', on });
  await eventually('that is told', () => talking(ana, call.id)?.control?.customer === (on ? 'held' : 'talking'));
}

/** Twilio waits for its own connection to come back: our server knows first. */
async function browserDies(): Promise<void> {
  await ana.disconnect();
  await eventually('the server knows', async () => {
    const { db } = world.server.context;
    const row = await db.selectFrom('endpoints').select('registered').where('agent_id', '=', ana.id).executeTakeFirst();
    return !row?.registered;
  });
}

const said = (leg: string) => JSON.stringify(world.twilio.control.call(leg).transcript);
const isOver = (leg: string) => eventually('the leg is over', () => world.twilio.control.call(leg).endedAt !== null);

describe.each(['dial', 'room'] as const)('a customer in a %s', (how) => {
  it('hears a sentence and has Ana again when Ana’s browser dies', async () => {
    const call = await anaTalks(how);
    await hears(world, call.customer, HZ.ana);
    await eventually('they have talked for a while', () => {
      const { answeredAt } = world.twilio.control.call(call.agent);
      return answeredAt && Date.now() - answeredAt.getTime() > 1_500;
    });
    if (how === 'dial') await browserDies();
    world.twilio.control.hangUp(call.agent);
    await eventually('one sentence', () => said(call.customer).includes('Se ha cortado'));
    const again = await eventually('her phone rings and is answered', async () => {
      const leg = await legTo(world, `client:${ana.id}`);
      return leg !== call.agent && world.twilio.control.call(leg).answeredAt !== null && leg;
    });
    await Promise.all([hears(world, call.customer, HZ.ana), hears(world, again, HZ.laura)]);
  });

  it('is let go when Ana ends the call', async () => {
    const call = await anaTalks(how);
    await ana.ask(agentApi.endCall, {}, { id: call.id });
    world.twilio.control.hangUp(call.agent);
    await isOver(call.customer);
    expect(said(call.customer)).not.toContain('Se ha cortado');
  });
});

it('leaves nobody behind when the customer hangs up while she is on hold', async () => {
  const call = await anaTalks('room');
  await hold(call, true);
  world.twilio.control.hangUp(call.customer);
  await isOver(call.agent);
});

it('goes on as it was when the agent’s leg is gone before it can be moved, and the call ends', async () => {
  const call = await anaTalks('dial');
  await ana.ask(agentApi.endCall, {}, { id: call.id });
  world.twilio.control.hangUp(call.agent);
  const asked = await ask(ana, call, { what: 'hold', on: true });
  if (asked.ok) await isOver(call.customer);
  await isOver(call.customer);
});

it('holds her after the server was stopped in the middle of it and is back', async () => {
  const call = await anaTalks('dial');
  world.twilio.control.chaos.add({ what: 'drop', kind: 'conference-status' });
  await ask(ana, call, { what: 'hold', on: true });
  await eventually('both are in the room, of which nothing was reported', () =>
    [call.agent, call.customer].every((leg) =>
      world.twilio.control.call(leg).transcript.some(({ what }) => what === 'joined'),
    ),
  );
  const away = await world.serverAway();
  world.twilio.control.chaos.clear();
  await away.back();
  await ana.connect(world.server);
  await eventually('told as held', () => talking(ana, call.id)?.control?.customer === 'held', 40_000);
}, 60_000);
