import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Which work comes round by the Clock, and when a process last took it upon itself. */
export const rounds: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table rounds (
      name text primary key,
      taken_at timestamptz not null
    )`.execute(db);
  },
};
