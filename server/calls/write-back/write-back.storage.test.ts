import type { Kysely, KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '#server/context.ts';
import type { Crm } from '#server/crm/crm.ts';
import type { Storage } from '#server/database/storage.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import { onBothEngines } from '#test/support/both-engines.ts';
import { type TestContext, testContext } from '#test/support/context.ts';
import { endedCall, NOTED, planned, recordedCall } from '#test/support/ended-call.ts';
import { freshContext, seedAgent } from '#test/support/telephony.ts';
import { away, WrittenCrm } from '#test/support/written-crm.ts';
import { writeBack } from './write-back.ts';

const ALL = ['call', 'file', 'follow-up-call', 'follow-up-task', 'note'];

onBothEngines((open) => {
  let spare: TestContext;
  let storage: Storage;
  let context: TestContext;
  let written: WrittenCrm;
  let crm: Crm;
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
    written = new WrittenCrm();
    crm = written.crm();
    context = await freshContext({ ...spare, db: storage.db }, { crm });
    ana = await seedAgent(context, 'Ana');
  });

  const states = async (id: CallId) =>
    (await context.db.selectFrom('write_backs').select('state').where('call_id', '=', id).execute()).map(
      (row) => row.state,
    );
  const inCrm = (id: CallId) =>
    written.entries
      .filter((entry) => entry.marker.includes(id))
      .map((entry) => entry.what)
      .sort();

  /** A process that is killed at its `lives`-th step: before a query, before a request to the CRM, or after its effect. */
  function mortal(lives: number): Context & { alive(): boolean } {
    let left = lives;
    const live = () => {
      left -= 1;
      if (left <= 0) throw new Error('killed');
    };
    const plugin: KyselyPlugin = {
      transformQuery: ({ node }) => {
        live();
        return node;
      },
      transformResult: async ({ result }) => result,
    };
    const db: Kysely<typeof context.db extends Kysely<infer Tables> ? Tables : never> = context.db.withPlugin(plugin);
    const dying = new Proxy(crm, {
      get(target, name, receiver) {
        const method: unknown = Reflect.get(target, name, receiver);
        if (typeof method !== 'function') return method;
        return async (...asked: unknown[]) => {
          live();
          const answer: unknown = await Reflect.apply(method, target, asked);
          live();
          return answer;
        };
      },
    });
    return { ...context, db, crm: dying, alive: () => left > 0 };
  }

  async function writeUntilDone(id: CallId): Promise<void> {
    for (let tries = 0; tries < 30; tries += 1) {
      await writeBack(context, id);
      if ((await states(id)).every((state) => state === 'done')) return;
      await context.clock.turn(20 * 60_000);
    }
  }

  it('writes each part once, wherever the process that writes is killed', async () => {
    for (let lives = 1, survived = false; !survived; lives += 1) {
      const id = await endedCall(context, ana, { draft: NOTED, recorded: true });
      await planned(context, id);
      const doomed = mortal(lives);
      await writeBack(doomed, id).catch(() => undefined);
      survived = doomed.alive();
      await context.clock.turn(context.config.limits.writeLeaseMs + 1);
      await writeBack(context, id);
      expect({ lives, inCrm: inCrm(id) }).toEqual({ lives, inCrm: ALL });
      expect(await states(id)).toEqual(Array(5).fill('done'));
      if (survived) expect(lives).toBeGreaterThan(30);
    }
  });

  it('writes each part once when one process after another is killed', async () => {
    for (const second of [2, 5, 8, 11, 14, 17]) {
      for (const first of [4, 7, 10, 13, 16, 19, 22]) {
        const id = await endedCall(context, ana, { draft: NOTED, recorded: true });
        await planned(context, id);
        for (const lives of [first, second]) {
          await writeBack(mortal(lives), id).catch(() => undefined);
          await context.clock.turn(context.config.limits.writeLeaseMs + 1);
        }
        await writeBack(context, id);
        expect({ first, second, inCrm: inCrm(id) }).toEqual({ first, second, inCrm: ALL });
      }
    }
  });

  it('enters once anew what was deleted in the CRM before it was to be changed, wherever the process is killed', async () => {
    for (let lives = 1, survived = false; !survived; lives += 1) {
      const id = await endedCall(context, ana, { draft: NOTED });
      await planned(context, id);
      await writeBack(context, id);
      for (const entry of written.entries.filter(({ marker }) => marker === `Sidetone ${id}`)) written.remove(entry.id);
      const draft = JSON.stringify({ ...NOTED, outcome: null });
      await context.db.updateTable('wrap_ups').set({ draft }).where('call_id', '=', id).execute();
      await recordedCall(context, id);
      await planned(context, id);
      const doomed = mortal(lives);
      await writeBack(doomed, id).catch(() => undefined);
      survived = doomed.alive();
      await context.clock.turn(context.config.limits.writeLeaseMs + 1);
      await writeBack(context, id);
      expect({ lives, inCrm: inCrm(id) }).toEqual({ lives, inCrm: ALL });
    }
  });

  describe.each([
    ['does not answer', { problem: away }],
    ['fails after it has written', { problem: away, effect: true }],
    ['breaks off, and nobody knows', { problem: away, ambiguous: true }],
  ])('when the CRM %s', (_, fault) => {
    it('writes each part once, whichever request it is', async () => {
      for (let n = 1, failed = true; failed; n += 1) {
        const id = await endedCall(context, ana, { draft: NOTED, recorded: true });
        await planned(context, id);
        const before = written.asked.length;
        failed = false;
        written.fault = (_request, at) => {
          failed ||= at - before === n;
          return at - before === n ? fault : undefined;
        };
        await writeUntilDone(id);
        expect({ n, inCrm: inCrm(id) }).toEqual({ n, inCrm: ALL });
      }
    });

    it('writes each part once, though every fourth request fails', async () => {
      const id = await endedCall(context, ana, { draft: NOTED, recorded: true });
      await planned(context, id);
      // Not every third: a recording takes two looks and an upload, which would then fail each time.
      written.fault = (_request, n) => (n % 4 === 1 ? fault : undefined);
      await writeUntilDone(id);
      expect(inCrm(id)).toEqual(ALL);
    });
  });

  it('writes each part once, however many processes do it at the same time', async () => {
    const ids = await Promise.all([1, 2, 3].map(() => endedCall(context, ana, { draft: NOTED, recorded: true })));
    for (const id of ids) await planned(context, id);
    await Promise.all(ids.flatMap((id) => Array.from({ length: 4 }, () => writeBack(context, id))));
    for (const id of ids) await writeUntilDone(id);
    for (const id of ids) expect(inCrm(id)).toEqual(ALL);
  });
});
