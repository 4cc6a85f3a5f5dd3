import { describe } from 'vitest';
import { migrate } from '#server/database/migrate.ts';
import { openPostgres } from '#server/database/postgres.ts';
import type { Storage } from '#server/database/storage.ts';
import { silentLog } from '#server/log.ts';
import { testDatabase } from './database.ts';
import { testPostgres } from './postgres/test-postgres.ts';

/** Runs the same tests on PGlite and on a real PostgreSQL. `open` gives a migrated database of its own; close it. */
export function onBothEngines(tests: (open: () => Promise<Storage>) => void): void {
  describe('on PGlite', () => tests(testDatabase));
  describe('on PostgreSQL', () =>
    tests(async () => {
      const { url, drop } = await testPostgres();
      const storage = await openPostgres(url, silentLog);
      await migrate(storage.db);
      return {
        ...storage,
        async close() {
          await storage.close();
          await drop();
        },
      };
    }));
}
