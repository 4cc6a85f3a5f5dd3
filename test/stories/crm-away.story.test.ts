import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { adminApi } from '#shared/api/admin-api.ts';
import type { WrapUp } from '#shared/api/agent-api.ts';
import type { CallId } from '#shared/ids.ts';
import { signIn, type TestAgent } from '#test/support/agent.ts';
import { TurnableClock } from '#test/support/clock.ts';
import { eventually } from '#test/support/eventually.ts';
import { must } from '#test/support/must.ts';
import { COMPANY_LINE, startWorld, type World } from '#test/support/world.ts';
import type { Fault } from '#test/zoho/control/faults.ts';
import { ALL_OF_IT, notedAt, onLaurasRecord, saveWrapUp, talkWithLaura, wrapUpOf } from './noted-call.ts';
import { VOICE_HZ } from './stage.ts';

/** Ana saves while the CRM is away, refuses, or fails after it has written: she sees that it waits; then all of it is there, once. */

let world: World;
let ana: TestAgent;
let clock: TurnableClock;

beforeAll(async () => {
  clock = new TurnableClock();
  world = await startWorld({ clock, team: ['ana'] });
  await must(
    world.admin.ask(adminApi.saveIncomingNumber, {
      number: COMPANY_LINE,
      name: 'Madrid',
      agentIds: [await world.idOf('ana')],
      record: true,
    }),
  );
  ana = await world.agent('ana', { whenRung: 'answers', afterSeconds: 0, toneHz: VOICE_HZ.ana });
});
/** Calls whose way to the record is over. */
const arrived: CallId[] = [];
afterAll(async () => {
  // Nothing comes twice later on.
  await world.twilio.control.turnClock(60_000);
  for (const id of arrived) expect(onLaurasRecord(world, id)).toEqual(ALL);
  expect(world.twilio.control.liveLegs()).toEqual([]);
  await ana.disconnect();
  await world.stop();
});
afterEach(() => void world.zoho.control.faults.remove());

const ALL = ALL_OF_IT('Inbound', '01:05');

/** She saves all that can be noted of a call of one minute and five seconds. `goesWrong`: between its end and her saving. */
async function savedCall(goesWrong: () => unknown): Promise<CallId> {
  const id = await talkWithLaura(world, ana);
  await goesWrong();
  await saveWrapUp(ana, id, notedAt(clock.now()));
  return id;
}

const fault = (one: Fault) => world.zoho.control.faults.add(one);

const waits = (id: CallId): Promise<WrapUp> =>
  eventually('she sees that it waits', async () => {
    await world.twilio.control.turnClock(1_000);
    const wrapUp = await wrapUpOf(ana, id);
    return wrapUp.state === 'waiting' && wrapUp;
  });

/** All is there, once, and no longer told of as waiting. */
async function arrives(id: CallId): Promise<void> {
  await eventually('she sees that it is written', async () => {
    await world.twilio.control.turnClock(2_000);
    const { state } = await wrapUpOf(ana, id);
    if (state !== 'written') throw new Error(`${state}: ${onLaurasRecord(world, id).join(', ')}`);
    return onLaurasRecord(world, id).includes('file wav');
  });
  expect(onLaurasRecord(world, id)).toEqual(ALL);
  arrived.push(id);
}

it('[req 61] [req 64] waits while the CRM does not answer, and is there by itself when it does', async () => {
  const id = await savedCall(() => world.zoho.unplug());
  expect(await waits(id)).toMatchObject({ problem: { code: 'crm-away' }, nextTryAt: expect.any(String) });
  const { calls } = await must(world.admin.ask(adminApi.waitingCalls));
  expect(calls).toMatchObject([{ callId: id, problem: { code: 'crm-away' }, agentName: ana.me.agent.name }]);
  await world.zoho.plugIn();
  await arrives(id);
  expect(await must(world.admin.ask(adminApi.waitingCalls))).toEqual({ calls: [] });
});

it('waits as long as the CRM asks for when it is rate-limited', async () => {
  const id = await savedCall(() => fault({ kind: 'rate-limited', area: 'api', forMs: 60_000, retryAfterSeconds: 45 }));
  const { nextTryAt } = await waits(id);
  expect(Date.parse(nextTryAt ?? '')).toBeGreaterThan(clock.now().getTime() + 30_000);
  await arrives(id);
});

it('asks her to sign in again when her grant was revoked, and goes on as soon as she has', async () => {
  const id = await savedCall(() => world.zoho.control.tokens.revoke('ana'));
  expect(await waits(id)).toMatchObject({ problem: { code: 'crm-signed-out' }, nextTryAt: null });
  expect(onLaurasRecord(world, id)).toEqual([]);
  await signIn(world.server, 'ana');
  await arrives(id);
});

it('goes on when her access token has expired between two writes', async () => {
  const id = await savedCall(() => fault({ kind: 'token-expired', area: 'api', method: 'POST', after: 1, times: 1 }));
  await arrives(id);
  expect(world.zoho.control.faults.list()).toMatchObject([{ met: 1 }]);
});

const WRITES = [
  ['call', '/Calls', 0],
  ['note', '/Notes', 0],
  ['recording', '/Attachments', 0],
  ['planned call', '/Calls', 1],
  ['task', '/Tasks', 0],
] as const;

it.each(
  WRITES.flatMap(([what, path, after]) =>
    (['done-then-error', 'done-then-reset'] as const).map((kind) => [what, kind, path, after] as const),
  ),
)('writes the %s once though the CRM fails after it has written it: %s', async (_, kind, path, after) => {
  const id = await savedCall(() => fault({ kind, area: 'api', method: 'POST', path, after, times: 1 }));
  await arrives(id);
  expect(world.zoho.control.faults.list()).toMatchObject([{ met: 1 }]);
});
