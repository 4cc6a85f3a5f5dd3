import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { firstTables } from './migrations/0001-first-tables.ts';
import { rounds } from './migrations/0002-rounds.ts';
import { missedCalls } from './migrations/0003-missed-calls.ts';
import { writeBack } from './migrations/0004-write-back.ts';
import { callFlows } from './migrations/0005-call-flows.ts';
import { flowEditions } from './migrations/0006-flow-editions.ts';
import { placeLost } from './migrations/0007-place-lost.ts';
import { callControl } from './migrations/0008-call-control.ts';
import { LIFT_LIMITS, RESTORE_LIMITS } from './postgres-limits.ts';
import type { Database } from './schema.ts';

/** In order; names are kept in the database and never change. */
export const MIGRATIONS: Record<string, Migration> = {
  '0001-first-tables': firstTables,
  '0002-rounds': rounds,
  '0003-missed-calls': missedCalls,
  '0004-write-back': writeBack,
  '0005-call-flows': callFlows,
  '0006-flow-editions': flowEditions,
  '0007-place-lost': placeLost,
  '0008-call-control': callControl,
};

/**
 * Brings the database to this version's tables, all or nothing, under kysely's migration lock: processes that start together
 * do it once. Answers the names of what it ran. Throws when a migration fails or when the database is of a newer Sidetone.
 */
export async function migrate(db: Kysely<Database>): Promise<string[]> {
  const { error, results } = await db.connection().execute(async (one) => {
    // A large table takes as long as it takes, and so do the processes that wait for the one that is at it.
    await sql.raw(LIFT_LIMITS).execute(one);
    const migrator = new Migrator({ db: one, provider: { getMigrations: async () => MIGRATIONS } });
    const migrated = await migrator.migrateToLatest();
    for (const statement of RESTORE_LIMITS) await sql.raw(statement).execute(one);
    return migrated;
  });
  if (error) throw new Error('The database could not be brought to this version of Sidetone.', { cause: error });
  return (results ?? []).map((result) => result.migrationName);
}
