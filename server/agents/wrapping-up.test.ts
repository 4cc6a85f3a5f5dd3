import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { availability } from '#server/calls/availability.ts';
import { blank, newCallId } from '#server/calls/new-call.ts';
import { keepSignsOfLife } from '#server/realtime/endpoints.store.ts';
import type { AgentId } from '#shared/ids.ts';
import { type TestContext, testContext } from '#test/support/context.ts';
import { CUSTOMER, freshContext, LINE, seedAgent } from '#test/support/telephony.ts';
import { newSetUpLink } from './team.ts';
import { wrappingUpAgents } from './wrapping-up.ts';

let base: TestContext;
let context: TestContext;
let ana: AgentId;

beforeAll(async () => {
  base = await testContext();
});
afterAll(() => base.close());
beforeEach(async () => {
  context = await freshContext(base);
  await newSetUpLink(context);
  ana = await seedAgent(context, 'Ana');
});

async function callEnded(secondsAgo: number): Promise<void> {
  const endedAt = new Date(context.clock.now().getTime() - secondsAgo * 1_000);
  await context.db
    .insertInto('calls')
    .values({
      ...blank,
      id: newCallId(context),
      direction: 'incoming',
      line: LINE,
      number: CUSTOMER,
      agent_id: ana,
      state: 'ended',
      disposition: 'answered',
      created_at: new Date(endedAt.getTime() - 60_000),
      ended_at: endedAt,
    })
    .execute();
}

async function says(wrappingUp: boolean): Promise<void> {
  const { id } = await context.db.selectFrom('endpoints').select('id').executeTakeFirstOrThrow();
  await keepSignsOfLife(context.db, [
    { endpointId: id, at: context.clock.now(), registered: true, onCall: false, wrappingUp },
  ]);
}

const wrapping = () => wrappingUpAgents(context.db, context.clock.now(), [ana], 15_000);
const rings = async () => (await availability(context, context.db, [ana])).reachable.length === 1;

it('[req 30] keeps an agent from being rung while she notes her last call', async () => {
  await callEnded(20);
  await says(true);
  expect(await wrapping()).toEqual([ana]);
  expect(await availability(context, context.db, [ana])).toMatchObject({ reachable: [], onACall: [ana] });
  await says(false);
  expect(await wrapping()).toEqual([]);
  expect(await rings()).toBe(true);
});

it('ends with the team’s wrap-up time, whatever her softphone says', async () => {
  await callEnded(61);
  await says(true);
  expect(await wrapping()).toEqual([]);
  expect(await rings()).toBe(true);
});

it('does not exist where the team gives no time for it, nor without a call', async () => {
  await says(true);
  expect(await rings()).toBe(true);
  await callEnded(1);
  await context.db.updateTable('team').set({ wrap_up_seconds: 0 }).execute();
  expect(await rings()).toBe(true);
});

it('does not make somebody busy who is away', async () => {
  await callEnded(5);
  await says(true);
  await context.db.updateTable('agents').set({ presence: 'away' }).execute();
  expect(await availability(context, context.db, [ana])).toMatchObject({ reachable: [], onACall: [] });
});
