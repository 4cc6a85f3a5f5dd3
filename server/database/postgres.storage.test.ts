import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { silentLog } from '#server/log.ts';
import { portOf } from '#test/chaos/port-of.ts';
import { eventually } from '#test/support/eventually.ts';
import { type TestPostgres, testPostgres } from '#test/support/postgres/test-postgres.ts';
import { withKeptPlans } from './kept-plans.ts';
import { MIGRATIONS, migrate } from './migrate.ts';
import { openPostgres } from './postgres.ts';
import type { Database } from './schema.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await testPostgres();
});
afterAll(() => postgres.drop());

it('migrates an empty database once when several processes start together', async () => {
  const processes = await Promise.all([1, 2, 3].map(() => openPostgres(postgres.url, silentLog)));
  const runs = await Promise.all(processes.map(({ db }) => migrate(db)));
  expect(runs.flat()).toEqual(Object.keys(MIGRATIONS));
  await Promise.all(processes.map((storage) => storage.close()));
});

it('frees what a process had locked that vanished in the midst of a transaction', async () => {
  const storage = await openPostgres(postgres.url, silentLog);
  const { rows } = await sql`select current_setting('idle_in_transaction_session_timeout') as idle,
    current_setting('lock_timeout') as lock, current_setting('statement_timeout') as statement`.execute(storage.db);
  expect(rows).toEqual([{ idle: '5s', lock: '8s', statement: '10s' }]);
  await storage.close();
});

it('lives on when PostgreSQL has ended its transaction', async () => {
  const storage = await openPostgres(postgres.url, silentLog);
  const ended = storage.db.transaction().execute(async (tx) => {
    await sql`set local idle_in_transaction_session_timeout = 20`.execute(tx);
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    await eventually('it is ended', async () => {
      const alive = await sql`select 1 from pg_stat_activity where pid = ${rows[0]?.pid}`.execute(storage.db);
      return alive.rows.length === 0;
    });
    await sql`select 1`.execute(tx);
  });
  await expect(ended).rejects.toThrow();
  expect((await sql`select 1 as one`.execute(storage.db)).rows).toEqual([{ one: 1 }]);
  await storage.close();
});

it('writes again at once when a failover has left it on a database that can only be read', async () => {
  const primary = await openPostgres(postgres.url, silentLog);
  const name = sql.id(new URL(postgres.url).pathname.slice(1));
  await sql`create table written (n int)`.execute(primary.db);
  await sql`alter database ${name} set default_transaction_read_only = on`.execute(primary.db);
  const storage = await openPostgres(postgres.url, silentLog);
  await sql`alter database ${name} reset default_transaction_read_only`.execute(primary.db);
  const write = () => storage.db.transaction().execute((tx) => sql`insert into written values (1)`.execute(tx));
  await expect(write()).rejects.toThrow('read-only');
  await write();
  await Promise.all([storage.close(), primary.close()]);
});

it('gives up connections that are silent, and goes on with others', async () => {
  const network = await silentNetwork(postgres.url);
  const storage = await openPostgres(network.url, silentLog, 2_000);
  const ask = () => sql`select 1 as one`.execute(storage.db);
  await Promise.all(Array.from({ length: 10 }, ask));
  network.fallSilent();
  const begun = storage.db.transaction().execute((tx) => sql`select 1`.execute(tx));
  const asked = [begun, ...Array.from({ length: 9 }, ask)];
  for (const { status } of await Promise.allSettled(asked)) expect(status).toBe('rejected');
  expect((await ask()).rows).toEqual([{ one: 1 }]);
  await storage.close();
  network.stop();
});

it('gives migrations the time they need, and what comes after them its limits', async () => {
  const short = { connectionString: postgres.url, max: 1, lock_timeout: 50, statement_timeout: 50 };
  const hasty = new Kysely<Database>({
    dialect: new PostgresDialect({ pool: withKeptPlans(new pg.Pool(short), 500) }),
  });
  const storage = await openPostgres(postgres.url, silentLog);
  await migrate(storage.db);
  const migrated = await storage.db.transaction().execute(async (tx) => {
    await sql`lock table kysely_migration_lock in access exclusive mode`.execute(tx);
    const second = migrate(hasty);
    await eventually('the second process has long waited for the first', async () => {
      const { rows } = await sql`select 1 from pg_stat_activity where wait_event_type = 'Lock'
        and datname = current_database() and query_start < clock_timestamp() - interval '700 ms'`.execute(storage.db);
      return rows.length > 0;
    });
    return { second };
  });
  expect(await migrated.second).toEqual([]);
  const { rows } = await sql`select current_setting('statement_timeout') as statement,
    current_setting('lock_timeout') as lock`.execute(hasty);
  expect(rows).toEqual([{ statement: '50ms', lock: '50ms' }]);
  await Promise.all([storage.close(), hasty.destroy()]);
});

it('listens again after the connection was cut, and says that it may have missed something', async () => {
  const storage = await openPostgres(postgres.url, silentLog);
  const heard: string[] = [];
  let restored = 0;
  const stop = new AbortController();
  await storage.listen(
    'test',
    (payload) => heard.push(payload),
    () => (restored += 1),
    stop.signal,
  );
  await postgres.cutConnections();
  await eventually('it listens again', () => restored === 1);
  await sql`select pg_notify('test', 'after the cut')`.execute(storage.db);
  await eventually('it hears', () => heard.includes('after the cut'));
  stop.abort();
  await storage.close();
});

it('says in words that the database does not answer', async () => {
  const nowhere = openPostgres('postgres://sidetone:secret-word@127.0.0.1:9/none', silentLog);
  await expect(nowhere).rejects.toThrow(/DATABASE_URL does not answer/);
  await expect(nowhere).rejects.not.toThrow(/secret-word/);
});

/** A way to PostgreSQL that may fall silent for those who are on it: nothing arrives any more, and nobody is told. */
async function silentNetwork(to: string) {
  const ways = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(new URL(to).port), new URL(to).hostname);
    for (const way of [near, far]) {
      ways.add(way);
      way.on('error', () => way.destroy());
    }
    near.pipe(far).pipe(near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(to);
  url.hostname = '127.0.0.1';
  url.port = String(portOf(server.address()));
  return {
    url: url.href,
    fallSilent() {
      for (const way of ways) way.unpipe().pause();
    },
    stop() {
      for (const way of ways) way.destroy();
      server.close();
    },
  };
}
