import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Hold, transfer, recording in parts, supervision, quality. */
export const callControl: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`set local statement_timeout = 0`.execute(db);
    for (const statement of statements) await statement.execute(db);
  },
};

const statements = [
  sql`alter table calls add column control_at timestamptz`,
  sql`create index calls_control_at on calls (control_at) where control_at is not null`,
  sql`alter table recordings add column part integer not null default 1 check (part > 0)`,
  sql`alter table recordings drop constraint recordings_pkey`,
  sql`alter table recordings add primary key (call_id, part)`,
  sql`alter table recordings add column attached_as text, add column to_erase boolean not null default false`,
  sql`alter table team
    add column announce boolean not null default true,
    add column announce_off_reason text,
    add column announce_words jsonb,
    add column decline_key text check (decline_key in ('1','2','3','4','5','6','7','8','9','0','*')),
    add column auto_pause boolean not null default true,
    add column keep_recordings_days integer check (keep_recordings_days > 0),
    add column supervision boolean not null default false,
    add column away_after_unanswered integer not null default 0 check (away_after_unanswered between 0 and 10)`,
  sql`alter table agents
    add column away_reason text,
    add column away_until timestamptz,
    add column call_waiting boolean not null default false,
    add column unanswered integer not null default 0`,
  sql`alter table endpoints add column was_on_call boolean not null default false`,
  sql`create table call_quality (
    call_id text not null references calls (id) on delete cascade,
    leg text not null,
    agent_id text not null references agents (id),
    mos double precision,
    jitter_ms double precision,
    loss double precision,
    round_trip_ms double precision,
    warnings jsonb not null,
    updated_at timestamptz not null,
    primary key (call_id, leg)
  )`,
];
