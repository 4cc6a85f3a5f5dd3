import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { holdCall } from '#server/calls/call.store.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { eventually } from '#test/support/eventually.ts';
import {
  allHangUp,
  ask,
  HZ,
  hears,
  hearsMusic,
  incomingCall,
  outgoingCall,
  talking,
} from '#test/support/running-call.ts';
import { startWorld, type World } from '#test/support/world.ts';

/** Hold and resume through everything but a browser; who hears whom is read from the tones that each plays. */

let world: World;
let ana: TestAgent;

beforeAll(async () => {
  world = await startWorld({ team: ['ana'] });
  ana = await world.agent('ana', { whenRung: 'answers', afterSeconds: 0.3, toneHz: HZ.ana });
});
afterAll(async () => {
  await ana?.disconnect();
  await world?.stop();
});
afterEach(() => allHangUp(world));

const HOLD = { what: 'hold', on: true } as const;
const RESUME = { what: 'hold', on: false } as const;
const isTold = (customer: 'held' | 'talking') =>
  eventually(`told as ${customer}`, () => talking(ana)?.control?.customer === customer && talking(ana));

const callOf = { incoming: () => incomingCall(world, ana), outgoing: () => outgoingCall(world, ana, HZ.ana) } as const;

describe.each(['incoming', 'outgoing'] as const)('the customer of an %s call', (direction) => {
  it('hears music and nobody while she is on hold, as often as that is, and the agent again after it', async () => {
    const call = await callOf[direction]();
    await hears(world, call.customer, HZ.ana);
    for (let time = 0; time < 2; time++) {
      expect(await ask(ana, call, HOLD)).toEqual({ ok: true, value: {} });
      const { control } = await isTold('held');
      expect(control).toMatchObject({ pending: null, failed: null, heldSince: expect.any(String) });
      await hearsMusic(world, call.customer);
      await hears(world, call.agent);
      await ask(ana, call, RESUME);
      await isTold('talking');
      await Promise.all([hears(world, call.customer, HZ.ana), hears(world, call.agent, HZ.laura)]);
    }
    const [row] = await world.server.context.db.selectFrom('calls').selectAll().where('id', '=', call.id).execute();
    expect(row).toMatchObject({ state: 'talking', agent_id: ana.id });
    world.twilio.control.hangUp(call.customer);
    await eventually('it is over', () => !talking(ana));
  });
});

it('is asked once, however often the same ask comes', async () => {
  const call = await incomingCall(world, ana);
  const askId = 'the-very-same-ask-0';
  await Promise.all([1, 2, 3].map(() => ask(ana, call, HOLD, askId)));
  await isTold('held');
  const told = await world.server.context.db
    .selectFrom('call_events')
    .select('data')
    .where('call_id', '=', call.id)
    .where('kind', '=', 'told')
    .execute();
  expect(told.map(({ data }) => data)).toMatchObject([{ command: { do: 'move' } }, { command: { do: 'hold' } }]);
});

it('is seen to when the process that was asked has died before it told Twilio', async () => {
  const call = await incomingCall(world, ana);
  const { context } = world.server;
  // All that it has left.
  await holdCall(context, { id: call.id }, (held) =>
    held.append({ kind: 'asked', askId: 'asked-of-the-dead-0', agentId: ana.id, ask: HOLD }),
  );
  await isTold('held');
  await hearsMusic(world, call.customer);
});
