import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { agentApi } from '#shared/api/agent-api.ts';
import { e164Schema } from '#shared/ids.ts';
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
  type RunningCall,
  talking,
} from '#test/support/running-call.ts';
import { COMPANY_LINE, LAURA, startWorld, type World } from '#test/support/world.ts';

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
/** Her phone rings, and she answers. */
const isRungAgain = (call: RunningCall) =>
  eventually('she is rung again', async () => {
    const leg = await legTo(world, `client:${ana.id}`);
    return leg !== call.agent && world.twilio.control.call(leg).answeredAt !== null && leg;
  });
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
    const again = await isRungAgain(call);
    await Promise.all([hears(world, call.customer, HZ.ana), hears(world, again, HZ.laura)]);
  });

  it('has her again, too, when her browser is back before Twilio has given up its line', async () => {
    const call = await anaTalks(how);
    await hears(world, call.customer, HZ.ana);
    await browserDies();
    ana = await world.agent('ana', { whenRung: 'answers', afterSeconds: 0.2, toneHz: HZ.ana });
    world.twilio.control.hangUp(call.agent);
    await eventually('one sentence', () => said(call.customer).includes('Se ha cortado'));
    const again = await isRungAgain(call);
    await Promise.all([hears(world, call.customer, HZ.ana), hears(world, again, HZ.laura)]);
  });

  it('is let go when Ana hangs up on a connection that is younger than the call', async () => {
    const call = await anaTalks(how);
    await browserDies();
    ana = await world.agent('ana', { whenRung: 'answers', afterSeconds: 0.2, toneHz: HZ.ana });
    await ana.device({ registered: true, onCall: true });
    // A softphone that is on no call any more has ended it, whether or not that is heard of besides.
    if (how === 'room') await ana.ask(agentApi.endCall, {}, { id: call.id });
    await ana.device({ registered: true, onCall: false });
    world.twilio.control.hangUp(call.agent);
    await isOver(call.customer);
    expect(said(call.customer)).not.toContain('Se ha cortado');
  });

  it('is let go when Ana ends the call', async () => {
    const call = await anaTalks(how);
    await ana.ask(agentApi.endCall, {}, { id: call.id });
    world.twilio.control.hangUp(call.agent);
    await isOver(call.customer);
    expect(said(call.customer)).not.toContain('Se ha cortado');
  });
});

describe('a customer whose agent talks on her mobile', () => {
  const MOBILE = v.parse(e164Schema, '+34655443322');

  /** Whoever picks it up presses 1. */
  async function mobileIsTaken(customer: string, before?: string): Promise<string> {
    const { control } = world.twilio;
    const leg = await eventually('her mobile rings, and asks for 1', async () => {
      const rung = await legTo(world, MOBILE, customer);
      return rung !== before && said(rung).includes('Pulse 1') && rung;
    });
    control.press(leg, '1');
    return leg;
  }

  /** Ana is away from her computer. */
  async function anaTalksOnHerMobile(): Promise<RunningCall> {
    ana = await world.agent('ana', { whenRung: 'no-answer' });
    await ana.setPresence('offline');
    world.twilio.control.setPhone(MOBILE, { whenRung: 'answers', afterSeconds: 0.2, toneHz: HZ.ana });
    await world.server.context.db
      .insertInto('mobiles')
      .values({ agent_id: ana.id, number: MOBILE, rings: 'when-not-online', updated_at: new Date() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const customer = world.twilio.control.placeCall({ from: LAURA, to: COMPANY_LINE, toneHz: HZ.laura });
    const agent = await mobileIsTaken(customer);
    const { id } = await eventually('she talks', () => talking(ana));
    await hears(world, customer, HZ.ana);
    return { id, customer, agent };
  }

  it('has her again on it when its line is lost while the customer waits on hold', async () => {
    const call = await anaTalksOnHerMobile();
    await hold(call, true);
    await hearsMusic(world, call.customer);
    world.twilio.control.hangUp(call.agent);
    await eventually('one sentence', () => said(call.customer).includes('Se ha cortado'));
    const again = await mobileIsTaken(call.customer, call.agent);
    await Promise.all([hears(world, call.customer, HZ.ana), hears(world, again, HZ.laura)]);
    await eventually('her screen shows it', () => talking(ana, call.id));
  });

  it('is let go when she hangs up while they talk, which nothing tells from a lost line', async () => {
    const call = await anaTalksOnHerMobile();
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
