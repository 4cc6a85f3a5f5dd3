import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** An id for what a version holds: numbers of versions can come again (an adding that was undone), these never do. */
export const flowEditions: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`alter table call_flows add column edition uuid not null default gen_random_uuid()`.execute(db);
  },
};
