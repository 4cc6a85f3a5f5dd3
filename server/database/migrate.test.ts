import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase } from '#test/support/database.ts';
import { migrate } from './migrate.ts';
import type { Storage } from './storage.ts';

let storage: Storage;
beforeAll(async () => {
  storage = await testDatabase();
});
afterAll(() => storage.close());

it('runs no migration twice', async () => {
  expect(await migrate(storage.db)).toEqual([]);
});

it('refuses an agent with an unknown presence', async () => {
  const row = sql`insert into agents values ('u_1', '1', 'Ana', 'a@b.es', 'agent', true, 'es-ES', 'UTC', 'asleep', now(), null)`;
  await expect(row.execute(storage.db)).rejects.toThrow(/presence/);
});
