import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What numbers do with their callers, the queue, and what administrators changed. */
export const callFlows: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`set local statement_timeout = 0`.execute(db);
    for (const statement of statements) await statement.execute(db);
  },
};

const e164 = sql.raw(`check (number ~ '^\\+[1-9][0-9]{6,14}$')`);

const statements = [
  // Versions outlive their number: one that is added again goes on counting, and what a caller of today met stays known.
  sql`create table call_flows (
    number text not null ${e164},
    version integer not null check (version > 0),
    name text not null,
    flow jsonb not null,
    changed jsonb not null,
    restored_from integer,
    saved_at timestamptz not null,
    saved_by text not null references agents (id),
    primary key (number, version)
  )`,
  sql`alter table incoming_numbers add column flow_version integer`,
  sql`alter table calls add column flow_version integer, add column flow_position jsonb`,
  sql`create table audio_files (
    id text primary key,
    name text not null,
    url text,
    mime text not null check (mime in ('audio/wav', 'audio/mpeg')),
    content bytea not null,
    telephone bytea,
    seconds double precision not null check (seconds >= 0),
    saved_at timestamptz not null,
    saved_by text not null references agents (id)
  )`,
  sql`create table queue_entries (
    call_id text primary key references calls (id) on delete cascade,
    line text not null,
    people jsonb not null,
    entered_at timestamptz not null,
    state text not null check (state in ('waiting', 'offered', 'left')),
    call_back boolean not null default false,
    offered_to text references agents (id),
    offered_at timestamptz,
    left_at timestamptz,
    why text,
    check ((state = 'offered') = (offered_to is not null)),
    check ((state = 'left') = (left_at is not null))
  )`,
  sql`create index queue_entries_waiting on queue_entries (line, entered_at) where state <> 'left'`,
  sql`create index queue_entries_offered on queue_entries (offered_to) where state = 'offered'`,
  sql`create table blocked_numbers (
    number text primary key ${e164},
    reason text not null,
    blocked_at timestamptz not null,
    blocked_by text not null references agents (id)
  )`,
  sql`create table mobiles (
    agent_id text primary key references agents (id) on delete cascade,
    number text ${e164},
    rings text not null check (rings in ('never', 'also', 'when-not-online')),
    updated_at timestamptz not null
  )`,
  sql`create table changes (
    id integer generated always as identity primary key,
    at timestamptz not null,
    agent_id text not null references agents (id),
    kind text not null,
    subject text,
    details jsonb not null
  )`,
  sql`create index changes_by_time on changes (at desc)`,
  sql`alter table outgoing_numbers add column is_default boolean not null default true, drop constraint outgoing_numbers_pkey`,
  sql`alter table outgoing_numbers add primary key (agent_id, number)`,
  sql`create unique index outgoing_numbers_default on outgoing_numbers (agent_id) where is_default`,
  sql`alter table agents add column place_by_call boolean not null default false`,
  sql`alter table recordings add column voicemail boolean not null default false`,
];
