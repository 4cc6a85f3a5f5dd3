import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { agentApi } from '#shared/api/agent-api.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { must } from '#test/support/must.ts';
import { ask, HZ, hears, legTo, type RunningCall, talking } from '#test/support/running-call.ts';
import { LAURA } from '#test/support/world.ts';
import { type ChaosWorld, openChaosWorld } from './chaos-world.ts';

/** Nobody else can be asked what comes next for a leg that a Dial has rung: it is asked again. */

/** A limit for a broken run on a busy machine, never a measure of speed. */
const LIMIT_MS = 120_000;

let world: ChaosWorld;
let ana: TestAgent;

beforeAll(async () => {
  world = await openChaosWorld();
  ana = world.people.ana;
});
afterAll(() => world?.stop());
afterEach(async () => {
  const { control } = world.twilio;
  for (const leg of control.liveLegs()) control.hangUp(leg);
  const open = () => world.db.selectFrom('calls').select('id').where('state', '!=', 'ended').execute();
  await seen(async () => control.liveLegs().length === 0 && (await open()).length === 0);
});

const seen = async (look: () => boolean | Promise<boolean>) => expect(await world.passUntil(look, 90_000)).toBe(true);

/** Ana has called Laura, whose leg is the child of hers, and has held her once: they talk in the room. */
async function inTheRoom(): Promise<RunningCall> {
  const { control } = world.twilio;
  control.registerClient(ana.id, { whenRung: 'answers', afterSeconds: 1, toneHz: HZ.ana });
  control.setPhone(LAURA, { whenRung: 'answers', afterSeconds: 1, toneHz: HZ.laura });
  const { callId: id } = await must(ana.ask(agentApi.placeCall, { to: LAURA, record: null, from: null }));
  const agent = control.connectClient(ana.id, { c: id }, HZ.ana);
  await seen(() => talking(ana, id) !== undefined);
  const call = { id, agent, customer: await legTo(world, LAURA, agent) };
  for (const on of [true, false]) {
    await must(ask(ana, call, { what: 'hold', on }));
    await seen(() => talking(ana, id)?.control?.customer === (on ? 'held' : 'talking'));
  }
  await hears(world, call.customer, HZ.ana);
  return call;
}

it.each([1, 2, 4, 7])(
  'a customer who was called is led on although the server dies at the %i. await after her agent’s line was lost',
  async (awaits) => {
    const { control } = world.twilio;
    const { customer, agent } = await inTheRoom();
    const kills = world.server.kills;
    world.server.killAfter(awaits);
    control.hangUp(agent);
    await seen(() => world.server.kills > kills && world.server.lives);
    await seen(() => control.call(customer).legs.some(({ answeredAt }) => answeredAt !== null));
    await hears(world, customer, HZ.ana);
    expect(control.call(customer).endedAt).toBeNull();
  },
  LIMIT_MS,
);
