import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Storage } from '#server/database/storage.ts';
import { newFlow } from '#shared/call-flow/new-flow.ts';
import type { AgentId, E164 } from '#shared/ids.ts';
import { onBothEngines } from '#test/support/both-engines.ts';
import { type TestContext, testContext } from '#test/support/context.ts';
import { CUSTOMER, freshContext, LINE, seedAgent, seedLine } from '#test/support/telephony.ts';
import { flowVersions } from './call-flows.ts';
import { type FlowToKeep, keepFlow } from './keep-flow.ts';
import { deletePair, outgoingNumbers } from './outgoing-numbers.ts';
import { holdPairs, setDefault } from './pairs.ts';

/** What two administrators do at the same moment. */
onBothEngines((open) => {
  let spare: TestContext;
  let storage: Storage;
  let context: TestContext;
  let adela: AgentId;
  let ana: AgentId;

  beforeAll(async () => {
    spare = await testContext();
    storage = await open();
  });
  afterAll(async () => {
    await storage.close();
    await spare.close();
  });
  beforeEach(async () => {
    context = await freshContext({ ...spare, db: storage.db });
    adela = await seedAgent(context, 'Adela', { role: 'admin' });
    ana = await seedAgent(context, 'Ana');
  });

  const atTwilio = { twilioSid: `PN${'1'.repeat(32)}`, name: 'Bought', formerWebhooks: {} };
  const keep = (over: Partial<FlowToKeep>) =>
    context.db.transaction().execute((tx) =>
      keepFlow(
        context,
        tx,
        {
          ...{
            number: LINE,
            name: '',
            flow: newFlow('es-ES', 'UTC', [ana]),
            basedOn: null,
            restoredFrom: null,
            by: adela,
          },
          ...over,
        },
        atTwilio,
      ),
    );
  const codes = (results: Awaited<ReturnType<typeof keep>>[]) =>
    results.map((result) => (result.ok ? 'saved' : result.problem.code)).sort();

  it('lets one of several add a number; the others are told', async () => {
    const results = await Promise.all(Array.from({ length: 4 }, () => keep({})));
    expect(codes(results)).toEqual(['changed-meanwhile', 'changed-meanwhile', 'changed-meanwhile', 'saved']);
    expect(await flowVersions(context, LINE)).toHaveLength(1);
  });

  it('lets one of several save what all have opened; the others are told', async () => {
    await seedLine(context, [ana]);
    const results = await Promise.all(
      [1, 2, 3, 4].map((callers) => {
        const flow = newFlow('es-ES', 'UTC', [ana]);
        return keep({ basedOn: 0, flow: { ...flow, queue: { ...flow.queue, callers } } });
      }),
    );
    expect(codes(results)).toEqual(['changed-meanwhile', 'changed-meanwhile', 'changed-meanwhile', 'saved']);
    const line = await context.db.selectFrom('incoming_numbers').select('flow_version').executeTakeFirst();
    expect(line?.flow_version).toBe(1);
    expect(await context.db.selectFrom('changes').select('kind').execute()).toEqual([
      { kind: 'incoming-number-saved' },
    ]);
  });

  it('keeps versions as they were saved, whatever order their fields come back in', async () => {
    await keep({});
    const flow = newFlow('es-ES', 'UTC', [ana]);
    expect(await keep({ basedOn: 1, flow: { ...flow, ownerFirst: { seconds: 15, on: false } } })).toMatchObject({
      value: { version: 1 },
    });
    expect(await keep({ basedOn: 1, flow: { ...flow, ownerFirst: { seconds: 16, on: false } } })).toMatchObject({
      value: { version: 2 },
    });
    expect((await flowVersions(context, LINE))[0]?.changed).toEqual(['ownerFirst']);
  });

  it('leaves a person with exactly one default, whichever of her numbers go at once', async () => {
    const numbers: E164[] = [LINE, CUSTOMER];
    for (const number of numbers)
      await context.db
        .insertInto('outgoing_numbers')
        .values({ agent_id: ana, number, is_default: number === LINE, updated_at: context.clock.now() })
        .execute();
    await Promise.all(
      [CUSTOMER, LINE, CUSTOMER, LINE].map((number) =>
        context.db.transaction().execute(async (tx) => {
          await holdPairs(tx, ana);
          await setDefault(tx, ana, number);
        }),
      ),
    );
    expect((await outgoingNumbers(context)).filter((pair) => pair.isDefault)).toHaveLength(1);
    const gone = await Promise.all(numbers.map((number) => deletePair(context, adela, ana, number)));
    expect(gone.map((one) => one.ok && one.value.stays === null).sort()).toEqual([false, true]);
    expect(await outgoingNumbers(context)).toEqual([]);
  });
});
