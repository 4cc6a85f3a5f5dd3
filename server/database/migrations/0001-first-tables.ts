import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const e164 = sql.raw(`check (number ~ '^\\+[1-9][0-9]{6,14}$')`);

/** The tables of the first release. A released migration is never edited: a change is a new file. */
export const firstTables: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await statement.execute(db);
  },
};

const statements = [
  sql`create table team (
    id smallint primary key check (id = 1),
    crm text not null check (crm in ('zoho')),
    organisation_id text,
    organisation_name text,
    country text,
    set_up_token_hash text,
    users_synced_at timestamptz
  )`,
  sql`create table agents (
    id text primary key,
    crm_user_id text not null unique,
    name text not null,
    email text not null,
    role text not null check (role in ('agent', 'admin')),
    active boolean not null,
    locale text not null,
    time_zone text not null,
    presence text not null check (presence in ('online', 'away', 'offline')),
    presence_since timestamptz not null,
    last_signed_in_at timestamptz
  )`,
  sql`create table sessions (
    token_hash text primary key,
    agent_id text not null references agents (id) on delete cascade,
    created_at timestamptz not null,
    last_used_at timestamptz not null,
    expires_at timestamptz not null
  )`,
  sql`create index sessions_of_agent on sessions (agent_id)`,
  sql`create index sessions_by_expiry on sessions (expires_at)`,
  sql`create table once_codes (
    code_hash text primary key,
    purpose text not null check (purpose in ('oauth-state', 'sign-in')),
    sealed text not null,
    expires_at timestamptz not null,
    used_at timestamptz
  )`,
  sql`create index once_codes_by_expiry on once_codes (expires_at)`,
  sql`create table attempts (
    key text not null,
    minute timestamptz not null,
    count integer not null check (count > 0),
    primary key (key, minute)
  )`,
  // `owner` is an agent's id or 'organisation', hence no foreign key.
  sql`create table crm_tokens (
    owner text primary key,
    refresh_token text not null,
    access_token text,
    access_token_expires_at timestamptz,
    api_domain text not null,
    accounts_server text not null,
    refreshing_until timestamptz,
    revoked_at timestamptz,
    check ((access_token is null) = (access_token_expires_at is null))
  )`,
  sql`create table endpoints (
    id text primary key,
    agent_id text not null references agents (id) on delete cascade,
    process_id text not null,
    connected_at timestamptz not null,
    alive_at timestamptz not null,
    registered boolean not null,
    on_call boolean not null
  )`,
  sql`create index endpoints_of_agent on endpoints (agent_id)`,
  sql`create index endpoints_of_process on endpoints (process_id)`,
  sql`create table twilio_connection (
    id smallint primary key check (id = 1),
    account_sid text not null,
    account_name text not null,
    trial boolean not null,
    auth_token text not null,
    api_key_sid text not null,
    api_key_secret text not null,
    application_sid text not null,
    region text not null check (region in ('us1', 'ie1', 'au1')),
    edge text not null,
    connected_at timestamptz not null,
    connected_by text not null references agents (id)
  )`,
  sql`create table incoming_numbers (
    number text primary key ${e164},
    twilio_sid text not null,
    name text not null,
    former_webhooks jsonb not null,
    updated_at timestamptz not null
  )`,
  sql`create table incoming_number_agents (
    number text not null references incoming_numbers (number) on delete cascade,
    agent_id text not null references agents (id) on delete cascade,
    place integer not null check (place >= 0),
    primary key (number, agent_id)
  )`,
  sql`create index incoming_numbers_of_agent on incoming_number_agents (agent_id)`,
  sql`create table outgoing_numbers (
    agent_id text primary key references agents (id) on delete cascade,
    number text not null ${e164},
    updated_at timestamptz not null
  )`,
  sql`create table calls (
    id text primary key,
    direction text not null check (direction in ('incoming', 'outgoing')),
    line text not null,
    number text,
    agent_id text references agents (id),
    record jsonb,
    name text,
    record_url text,
    usable_until timestamptz,
    parent_sid text unique,
    state text not null check (state in ('placed', 'dialling', 'ringing', 'talking', 'ended')),
    disposition text check
      (disposition in ('answered', 'missed', 'no-answer', 'busy', 'declined', 'failed', 'cancelled')),
    created_at timestamptz not null,
    answered_at timestamptz,
    ended_at timestamptz,
    talked_seconds integer not null default 0 check (talked_seconds >= 0),
    rang jsonb not null default '[]',
    check (direction = 'incoming' or (agent_id is not null and number is not null))
  )`,
  sql`create index calls_of_agent on calls (agent_id, created_at desc)`,
  sql`create index calls_of_line on calls (line, created_at desc)`,
  sql`create index calls_of_number on calls (number, created_at desc)`,
  sql`create index calls_not_over on calls (created_at) where state <> 'ended'`,
  sql`create table call_events (
    id integer generated always as identity primary key,
    call_id text not null references calls (id) on delete cascade,
    key text not null,
    kind text not null,
    at timestamptz not null,
    data jsonb not null,
    received_at timestamptz not null,
    unique (call_id, key)
  )`,
  sql`create table call_matches (
    call_id text not null references calls (id) on delete cascade,
    agent_id text not null references agents (id) on delete cascade,
    match jsonb not null,
    updated_at timestamptz not null,
    primary key (call_id, agent_id)
  )`,
];
