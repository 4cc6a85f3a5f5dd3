import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type KyselyPlugin, sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeBack } from '#server/calls/write-back/write-back.ts';
import { migrate } from '#server/database/migrate.ts';
import { openPostgres } from '#server/database/postgres.ts';
import type { Storage } from '#server/database/storage.ts';
import { silentLog } from '#server/log.ts';
import type { CallId } from '#shared/ids.ts';
import { systemClock } from '#shared/time.ts';
import { type TestContext, testContext } from '#test/support/context.ts';
import { endedCall, NOTED, planned } from '#test/support/ended-call.ts';
import { eventually } from '#test/support/eventually.ts';
import { type TestPostgres, testPostgres } from '#test/support/postgres/test-postgres.ts';
import { freshContext, seedAgent } from '#test/support/telephony.ts';
import { WrittenCrm } from '#test/support/written-crm.ts';

const FROZEN = fileURLToPath(import.meta.resolve('#test/support/frozen-claim.ts'));

let postgres: TestPostgres;
let storage: Storage;
let spare: TestContext;
let frozen: ChildProcess | undefined;

beforeAll(async () => {
  postgres = await testPostgres();
  storage = await openPostgres(postgres.url, silentLog);
  await migrate(storage.db);
  spare = await testContext();
});
afterAll(async () => {
  frozen?.kill('SIGKILL');
  await Promise.all([storage.close(), spare.close()]);
  await postgres.drop();
});

async function freeze(callId: CallId): Promise<ChildProcess> {
  const env = { PATH: process.env.PATH ?? '', DATABASE_URL: postgres.url, CALL_ID: callId };
  frozen = spawn(process.execPath, [FROZEN], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  await eventually('it stands still with the rows locked', async () => {
    const { rows } = await sql`select 1 from pg_stat_activity where state = 'idle in transaction'
      and datname = current_database() and pid != pg_backend_pid()
      and state_change < clock_timestamp() - interval '200 ms'`.execute(storage.db);
    return rows.length > 0;
  });
  return frozen;
}

it('writes each part once though the process that was about to has been stopped in the midst of a claim', async () => {
  const written = new WrittenCrm();
  const fresh = await freshContext({ ...spare, db: storage.db }, { crm: written.crm() });
  const context = { ...fresh, clock: systemClock };
  const ana = await seedAgent(fresh, 'Ana');
  const id = await endedCall(context, ana, { draft: NOTED });
  await planned(context, id);
  const stopped = await freeze(id);

  await writeBack(context, id);
  const inCrm = () => written.entries.map(({ what }) => what).sort();
  expect(inCrm()).toEqual(['call', 'follow-up-call', 'follow-up-task', 'note']);

  const ended = once(stopped, 'exit');
  let said = '';
  stopped.stdout?.on('data', (chunk) => {
    said += chunk;
  });
  stopped.kill('SIGCONT');
  expect(await ended).toEqual([0, null]);
  expect(said).toBe('gave up');
  await writeBack(context, id);
  expect(inCrm()).toHaveLength(4);
});

it('writes each part once though the process that was about to wakes up after its lease', async () => {
  const written = new WrittenCrm();
  const context = await freshContext({ ...spare, db: storage.db }, { crm: written.crm() });
  const ana = await seedAgent(context, 'Ana');
  const id = await endedCall(context, ana, { draft: NOTED });
  await planned(context, id);
  let sleeps = true;
  const sleepy: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      // It has taken its first step: its rows are free again, but the others believe that it is at it.
      const { rows } = await sql`select 1 from write_backs where call_id = ${id} and state = 'sending'`.execute(
        storage.db,
      );
      if (!sleeps || rows.length === 0) return result;
      sleeps = false;
      await context.clock.turn(context.config.limits.writeLeaseMs + 1);
      await writeBack(context, id);
      return result;
    },
  };
  // Who stands still does not say that it is alive.
  const background = { start: () => undefined, own: <T>(work: Promise<T>) => work };
  await writeBack({ ...context, background, db: storage.db.withPlugin(sleepy) }, id);
  expect(sleeps).toBe(false);
  expect(written.entries.map(({ what }) => what).sort()).toEqual(['call', 'follow-up-call', 'follow-up-task', 'note']);
});
