import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Party } from '#shared/api/party.ts';
import type { Direction, Disposition, Presence } from '#shared/call/call.ts';
import type { RecordRef } from '#shared/crm/crm-record.ts';
import type { AgentId, CallId, E164 } from '#shared/ids.ts';

/** All tables. Names as in SQL; every time is `timestamptz`, UTC. The migrations beside this file make exactly this. */
export interface Database {
  team: TeamTable;
  agents: AgentsTable;
  sessions: SessionsTable;
  once_codes: OnceCodesTable;
  attempts: AttemptsTable;
  crm_tokens: CrmTokensTable;
  endpoints: EndpointsTable;
  twilio_connection: TwilioConnectionTable;
  incoming_numbers: IncomingNumbersTable;
  incoming_number_agents: IncomingNumberAgentsTable;
  outgoing_numbers: OutgoingNumbersTable;
  calls: CallsTable;
  call_events: CallEventsTable;
  call_matches: CallMatchesTable;
  rounds: RoundsTable;
}

/** Encrypted at rest by `server/secrets.ts`: AES-256-GCM, key outside the database. */
type Sealed = string;
/** Written as a JSON string, read as a value. */
type Json<T extends object> = JSONColumnType<T>;
type NullableJson<T extends object> = ColumnType<T | null, string | null, string | null>;
type CreatedAt = ColumnType<Date, Date, never>;

/** One row, id 1: the installation's one team. */
interface TeamTable {
  id: 1;
  crm: 'zoho';
  organisation_id: string | null;
  organisation_name: string | null;
  /** ISO 3166 country of the organisation: how national numbers are read where no line says otherwise. */
  country: string | null;
  /** SHA-256 of the one-time set-up link's token; null once used. */
  set_up_token_hash: string | null;
  users_synced_at: Date | null;
}

/** The CRM's users. Kept when a user becomes inactive: calls refer to them. */
interface AgentsTable {
  id: AgentId;
  crm_user_id: string;
  name: string;
  email: string;
  role: 'agent' | 'admin';
  active: boolean;
  locale: string;
  time_zone: string;
  /** Chosen by the agent; kept through sign-out and restart. */
  presence: Presence;
  /** Since when she is online: her place in line. */
  presence_since: Date;
  last_signed_in_at: Date | null;
}

interface SessionsTable {
  /** SHA-256 of the opaque token. */
  token_hash: string;
  agent_id: AgentId;
  created_at: CreatedAt;
  last_used_at: Date;
  expires_at: Date;
}

/** Codes that work once: OAuth states, sign-in hand-overs. */
interface OnceCodesTable {
  code_hash: string;
  purpose: 'oauth-state' | 'sign-in';
  /** What the code stands for, encrypted. */
  sealed: Sealed;
  expires_at: Date;
  used_at: Date | null;
}

/** Counts what is limited per minute: in the database, so that several processes count together. */
interface AttemptsTable {
  /** What and whose: `sign-in` and a hash of the address. */
  key: string;
  /** Start of the minute. */
  minute: Date;
  count: number;
}

/** One row per agent that has signed in, and one for the organisation (an administrator's). */
interface CrmTokensTable {
  /** An agent's id, or `organisation`. */
  owner: AgentId | 'organisation';
  refresh_token: Sealed;
  access_token: Sealed | null;
  access_token_expires_at: Date | null;
  api_domain: string;
  accounts_server: string;
  /** A process refreshes the access token until then at most: the others wait for it (single flight across processes). */
  refreshing_until: Date | null;
  /** Set when the CRM said that the refresh token is no longer good: sign in again. */
  revoked_at: Date | null;
}

/** One row per connected softphone (event socket). */
interface EndpointsTable {
  id: string;
  agent_id: AgentId;
  /** The server process that holds the socket. */
  process_id: string;
  connected_at: CreatedAt;
  /** Last sign of life; silent for 15 s = not rung. */
  alive_at: Date;
  /** The Voice SDK's Device says registered. */
  registered: boolean;
  on_call: boolean;
}

/** One row, id 1. */
interface TwilioConnectionTable {
  id: 1;
  account_sid: string;
  account_name: string;
  trial: boolean;
  auth_token: Sealed;
  api_key_sid: string;
  api_key_secret: Sealed;
  application_sid: string;
  region: 'us1' | 'ie1' | 'au1';
  edge: string;
  connected_at: Date;
  connected_by: AgentId;
}

interface IncomingNumbersTable {
  number: E164;
  twilio_sid: string;
  name: string;
  /** What the number pointed at before Sidetone: given back when it is deleted. */
  former_webhooks: Json<Record<string, string>>;
  updated_at: Date;
}

interface IncomingNumberAgentsTable {
  number: E164;
  agent_id: AgentId;
  /** Order in which the admin listed them, from 0. */
  place: number;
}

interface OutgoingNumbersTable {
  agent_id: AgentId;
  number: E164;
  updated_at: Date;
}

/** One row per call. `events` are the truth; the columns below are their fold, kept for queries. */
interface CallsTable {
  id: CallId;
  direction: Direction;
  /** Our number. */
  line: E164;
  /** The other side; null = withheld. */
  number: E164 | null;
  /** Outgoing: who placed it. Incoming: who answered it; null until someone did. */
  agent_id: AgentId | null;
  record: NullableJson<RecordRef>;
  /** The other side's name as known when it was called or matched. */
  name: string | null;
  record_url: string | null;
  /** Outgoing: the call id can be used until then, once. */
  usable_until: Date | null;
  /** Twilio's id of the parent leg; set when the voice webhook came. */
  parent_sid: string | null;
  state: 'placed' | 'dialling' | 'ringing' | 'talking' | 'ended';
  disposition: Disposition | null;
  created_at: CreatedAt;
  answered_at: Date | null;
  ended_at: Date | null;
  talked_seconds: number;
  /** Agents that this call rang or rings, oldest first. */
  rang: Json<AgentId[]>;
}

/** Append-only. */
interface CallEventsTable {
  id: Generated<number>;
  call_id: CallId;
  /** What makes a repeated webhook the same event: leg, kind, sequence number. Unique with call_id. */
  key: string;
  kind: string;
  at: Date;
  data: Json<Record<string, string | number | boolean | null>>;
  received_at: CreatedAt;
}

/** Who the other side of a call may be, for each agent that it concerns: what she may read differs. */
interface CallMatchesTable {
  call_id: CallId;
  agent_id: AgentId;
  match: Json<Party['match']>;
  updated_at: Date;
}

/** Work that comes round by the Clock; see `server/jobs/rounds.ts`. */
interface RoundsTable {
  name: string;
  /** When a process last took it upon itself. */
  taken_at: Date;
}
