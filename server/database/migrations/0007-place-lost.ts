import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Since when an agent has no place in line any more. */
export const placeLost: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table agents add column place_lost_at timestamptz`.execute(db);
  },
};
