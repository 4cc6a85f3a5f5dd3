import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Ask } from '#shared/call/control.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { must } from '#test/support/must.ts';
import { ask, legTo, type RunningCall, talking } from '#test/support/running-call.ts';
import { COMPANY_LINE, LAURA } from '#test/support/world.ts';
import { type ChaosWorld, openChaosWorld } from './chaos-world.ts';
import { commandOf } from './rest-command.ts';

/** A limit for a broken run on a busy machine, never a measure of speed. */
const LIMIT_MS = 120_000;
const HOLD: Ask = { what: 'hold', on: true };

let world: ChaosWorld;
let ana: TestAgent;

beforeAll(async () => {
  world = await openChaosWorld();
  ana = world.people.ana;
});
afterAll(() => world?.stop());
afterEach(() => {
  world.server.restFault = () => undefined;
  world.twilio.control.chaos.clear();
});

const isOver = async () =>
  world.twilio.control.liveLegs().length === 0 &&
  (await world.db.selectFrom('calls').select('id').where('state', '!=', 'ended').execute()).length === 0;

async function anaTalks(): Promise<RunningCall> {
  const { control } = world.twilio;
  control.registerClient(ana.id, { whenRung: 'answers', afterSeconds: 1 });
  const customer = control.placeCall({ from: LAURA, to: COMPANY_LINE });
  expect(await world.passUntil(() => talking(ana) !== undefined, 20_000)).toBe(true);
  const id = talking(ana)?.id ?? expect.fail('nobody talks');
  return { id, customer, agent: await legTo(world, `client:${ana.id}`, customer) };
}

it(
  'ends quietly when the agent’s leg has gone in the moment in which she is to be moved (21220)',
  async () => {
    const call = await anaTalks();
    let refused = 0;
    world.server.restFault = (asked) => {
      if (commandOf(asked) !== 'move') return undefined;
      refused += 1;
      world.twilio.control.hangUp(call.agent);
      return undefined;
    };
    await must(ask(ana, call, HOLD, randomUUID()));
    expect(await world.passUntil(isOver, 60_000)).toBe(true);
    expect(refused).toBe(1);
    expect(world.server.said.filter((line) => line.includes('"do":"move"')).at(-1)).toContain('"result":"gone"');
  },
  LIMIT_MS,
);

it(
  'closes within a minute what has ended at Twilio, though nothing was told of it',
  async () => {
    const call = await anaTalks();
    await must(ask(ana, call, HOLD, randomUUID()));
    expect(await world.passUntil(() => talking(ana)?.control?.customer === 'held', 20_000)).toBe(true);
    world.twilio.control.chaos.add({ what: 'drop', kind: 'all' });
    for (const leg of world.twilio.control.liveLegs()) world.twilio.control.hangUp(leg);
    expect(await world.passUntil(isOver, 60_000)).toBe(true);
  },
  LIMIT_MS,
);
