import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { silentLog } from '#server/log.ts';
import { eventually } from '#test/support/eventually.ts';
import { type TestPostgres, testPostgres } from '#test/support/postgres/test-postgres.ts';
import { MIGRATIONS, migrate } from './migrate.ts';
import { openPostgres } from './postgres.ts';

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
  const { rows } = await sql`select current_setting('idle_in_transaction_session_timeout') as after`.execute(
    storage.db,
  );
  expect(rows).toEqual([{ after: '10s' }]);
  await storage.close();
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
