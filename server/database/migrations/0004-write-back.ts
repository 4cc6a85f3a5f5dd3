import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What agents note of calls, recordings, and the way of both to the CRM. */
export const writeBack: Migration = {
  async up(db: Kysely<unknown>) {
    // An index over years of calls may take longer than a statement that a caller waits for.
    await sql`set local statement_timeout = 0`.execute(db);
    for (const statement of statements) await statement.execute(db);
  },
};

const statements = [
  sql`alter table team
    add column may_leave_out boolean not null default false,
    add column wrap_up_seconds integer not null default 60 check (wrap_up_seconds between 0 and 900),
    add column recordings_for text not null default 'own' check (recordings_for in ('everyone', 'own', 'admins'))`,
  sql`alter table incoming_numbers add column record boolean not null default false`,
  sql`alter table outgoing_numbers add column record boolean not null default false`,
  sql`alter table endpoints add column wrapping_up boolean not null default false`,
  sql`alter table calls add column write_back_at timestamptz`,
  sql`create index calls_to_write_back on calls (write_back_at) where write_back_at is not null`,
  // Who answers an incoming call may be known only after she has begun to type: so one draft per agent.
  // `edit` is any safe integer, which a double holds exactly and both engines give as a number.
  sql`create table wrap_ups (
    call_id text not null references calls (id) on delete cascade,
    agent_id text not null references agents (id) on delete cascade,
    draft jsonb not null,
    edit double precision not null check (edit >= 0),
    card jsonb,
    updated_at timestamptz not null,
    saved_at timestamptz,
    primary key (call_id, agent_id)
  )`,
  sql`create index wrap_ups_of_agent on wrap_ups (agent_id, updated_at desc)`,
  sql`create table recordings (
    call_id text primary key references calls (id) on delete cascade,
    sid text unique,
    state text not null check (state in ('expected', 'running', 'completed', 'absent', 'gone')),
    channels integer check (channels in (1, 2)),
    seconds integer check (seconds >= 0),
    started_at timestamptz,
    updated_at timestamptz not null,
    check (sid is not null or state in ('expected', 'absent'))
  )`,
  sql`create index recordings_unsettled on recordings (updated_at) where state in ('expected', 'running')`,
  sql`create table write_backs (
    call_id text not null references calls (id) on delete cascade,
    step text not null check
      (step in ('lookup', 'call', 'note', 'recording', 'follow-up-call', 'follow-up-task')),
    state text not null check (state in ('pending', 'sending', 'done', 'waiting', 'failed')),
    record jsonb,
    content jsonb not null,
    crm_id text,
    unsure boolean not null default false,
    due_at timestamptz,
    sending_until timestamptz,
    tries integer not null default 0 check (tries >= 0),
    problem jsonb,
    updated_at timestamptz not null,
    primary key (call_id, step),
    check ((state = 'sending') = (sending_until is not null))
  )`,
  sql`create index write_backs_due on write_backs (due_at) where state in ('pending', 'waiting', 'sending')`,
  sql`create index write_backs_of_record on write_backs (record) where state <> 'done'`,
  sql`create index write_backs_to_do on write_backs (call_id) where state <> 'done'`,
];
