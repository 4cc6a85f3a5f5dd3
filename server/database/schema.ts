import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Position } from '#server/call-flow/turn.ts';
import type { Party } from '#shared/api/party.ts';
import type { Direction, Disposition, Presence } from '#shared/call/call.ts';
import type { FollowUp, Outcome, WrapUpDraft } from '#shared/call/wrap-up.ts';
import type { CallFlow, People } from '#shared/call-flow/call-flow.schema.ts';
import type { AudioId } from '#shared/call-flow/prompt.ts';
import type { CrmRecord, RecordRef } from '#shared/crm/crm-record.ts';
import type { AgentId, CallId, E164 } from '#shared/ids.ts';
import type { Problem } from '#shared/problem.ts';

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
  wrap_ups: WrapUpsTable;
  recordings: RecordingsTable;
  write_backs: WriteBacksTable;
  rounds: RoundsTable;
  call_flows: CallFlowsTable;
  audio_files: AudioFilesTable;
  queue_entries: QueueEntriesTable;
  blocked_numbers: BlockedNumbersTable;
  mobiles: MobilesTable;
  changes: ChangesTable;
  call_quality: CallQualityTable;
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
  /** An agent may leave a call out of the CRM. */
  may_leave_out: Generated<boolean>;
  /** How long an agent is not rung while she notes a call; 0: not at all. */
  wrap_up_seconds: Generated<number>;
  recordings_for: Generated<'everyone' | 'own' | 'admins'>;
  /** Whoever is recorded is told before it begins. */
  announce: Generated<boolean>;
  /** Why not: asked when it is switched off. */
  announce_off_reason: string | null;
  /** Who records and what for, in the words of the team, by language; null: the usual ones. */
  announce_words: NullableJson<Record<string, string>>;
  /** Pressed while it is announced, the call goes on unrecorded; null: there is none. */
  decline_key: string | null;
  /** Recording pauses while she types into a field for card numbers or passwords. */
  auto_pause: Generated<boolean>;
  /** After so many days recordings are deleted; null: never. */
  keep_recordings_days: number | null;
  /** Administrators may listen in. */
  supervision: Generated<boolean>;
  /** After so many calls in a row that she let ring she is Away; 0: never. */
  away_after_unanswered: Generated<number>;
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
  /** She holds it since a call that she answered and closed, which took her to the end of the line. */
  place_by_call: Generated<boolean>;
  /** When Offline took her place in line; null: she has one, or it is not known. */
  place_lost_at: Date | null;
  /** Why she is Away, where she said so. */
  away_reason: string | null;
  /** Away until then by her own word; nobody is brought back by it. */
  away_until: Date | null;
  /** She is rung while she is on a call when nobody else is free. */
  call_waiting: Generated<boolean>;
  /** Calls in a row that she let ring. */
  unanswered: Generated<number>;
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
  /** It has been, on this connection. */
  was_on_call: Generated<boolean>;
  /** Her softphone says that she notes a call; believed for `wrap_up_seconds` after the end of her last one. */
  wrapping_up: Generated<boolean>;
}

/** One row, id 1. */
interface TwilioConnectionTable {
  id: 1;
  account_sid: string;
  account_name: string;
  trial: boolean;
  /** With the one before, while webhooks may still be signed with it. */
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
  record: Generated<boolean>;
  /** Of `call_flows`: what its next caller meets; null: from before there were any, everybody listed rings at once. */
  flow_version: number | null;
  updated_at: Date;
}

/** Everybody whom a line's flow may ring. */
interface IncomingNumberAgentsTable {
  number: E164;
  agent_id: AgentId;
  /** Order in which the admin listed them, from 0. */
  place: number;
}

/** The numbers that an agent may show; one of them is shown when she chooses none. */
interface OutgoingNumbersTable {
  agent_id: AgentId;
  number: E164;
  record: Generated<boolean>;
  is_default: Generated<boolean>;
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
  /** When its way to the CRM begins, or is looked at again; null: nothing of it is due by time. */
  write_back_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  /** When something that Twilio was told is overdue, and the call is looked after again; null: nothing is waited for. */
  control_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  /** Incoming: the version of the line's flow that this caller meets from beginning to end. */
  flow_version: number | null;
  /** Where in its flow it stands. */
  flow_position: NullableJson<Position>;
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

/** What an agent notes of a call: the highest `edit` is kept. */
interface WrapUpsTable {
  call_id: CallId;
  agent_id: AgentId;
  draft: Json<WrapUpDraft>;
  edit: number;
  /** The draft's record as her own token sees it, once it was read. */
  card: NullableJson<CrmRecord>;
  updated_at: Date;
  /** When she saved it; null: a draft. */
  saved_at: Date | null;
}

/** One row per part of a call that is recorded: what is recorded anew after it was moved to a room is another part. `expected`: Twilio was told to record it, and has not yet said that it does. */
interface RecordingsTable {
  call_id: CallId;
  /** From 1. */
  part: Generated<number>;
  /** Twilio's id of it. */
  sid: string | null;
  /** `absent`: nothing was recorded. `gone`: deleted at Twilio. */
  state: 'expected' | 'running' | 'completed' | 'absent' | 'gone';
  channels: number | null;
  seconds: number | null;
  started_at: Date | null;
  /** What the caller left, not a conversation. */
  voicemail: Generated<boolean>;
  /** To be deleted at Twilio as soon as that can be done. */
  to_erase: Generated<boolean>;
  /** The CRM's id of the file that it is attached as; null: it is not (yet), or was before parts were counted. */
  attached_as: ColumnType<string | null, string | null | undefined, string | null>;
  updated_at: Date;
}

/** What a step writes, fixed when it was planned: the same at every try. */
export interface WriteContent {
  outcome?: Outcome | null;
  description?: string;
  disposition?: Disposition;
  talkedSeconds?: number;
  followUp?: FollowUp;
  /** A task for the line's people, as long as no record is known that the message could lie at. */
  voicemail?: boolean;
  /** The parts of the recording that there is something to hear of, in order; missing: there is one. */
  parts?: number[];
  /** What may be in the CRM already says otherwise: in its words alone, or in what happened too (type, duration). */
  revised?: 'words' | 'facts';
}

export type WriteStep = 'lookup' | 'call' | 'note' | 'recording' | 'follow-up-call' | 'follow-up-task';

/**
 * What has to be written to the CRM, and what was: one row per call and step. `pending`: may be written now. `sending`: a process is at
 * it, or died at it. `waiting`: tried, and tried again at `due_at`, or (null) once its owner has signed in at the CRM. `failed`: somebody
 * has to act.
 */
interface WriteBacksTable {
  call_id: CallId;
  step: WriteStep;
  state: 'pending' | 'sending' | 'done' | 'waiting' | 'failed';
  /** Where it goes; null: to no record. */
  record: NullableJson<RecordRef>;
  content: Json<WriteContent>;
  /** The CRM's id of what was written. Kept when it is to be written anew: then it is changed. */
  crm_id: string | null;
  /** A request was begun whose outcome is not known: the CRM is asked before it is written again. */
  unsure: Generated<boolean>;
  due_at: Date | null;
  /** A process that is at it is believed alive until then. */
  sending_until: Date | null;
  tries: Generated<number>;
  problem: NullableJson<Problem>;
  updated_at: Date;
}

/** Work that comes round by the Clock; see `server/jobs/rounds.ts`. */
interface RoundsTable {
  name: string;
  /** When a process last took it upon itself. */
  taken_at: Date;
}

/** Append-only: the highest version that `incoming_numbers.flow_version` names is live. */
interface CallFlowsTable {
  number: E164;
  version: number;
  name: string;
  flow: Json<CallFlow>;
  /** The same edition is the same flow, for ever: number and version may come again, after an adding that was undone. */
  edition: ColumnType<string, never, never>;
  /** The editor's parts in which it differs from the version before. */
  changed: Json<string[]>;
  restored_from: number | null;
  saved_at: Date;
  saved_by: AgentId;
}

interface AudioFilesTable {
  id: AudioId;
  name: string;
  /** Where it was fetched from; null: uploaded. */
  url: string | null;
  mime: 'audio/wav' | 'audio/mpeg';
  content: Buffer;
  /** The same as 8 kHz mono WAV, for music that is cut by bytes; null: not made. */
  telephone: Buffer | null;
  seconds: number;
  saved_at: Date;
  saved_by: AgentId;
}

/** Callers who wait, each once; those who are called back keep their place when they hang up. */
interface QueueEntriesTable {
  call_id: CallId;
  line: E164;
  /** Whom they wait for. */
  people: Json<People>;
  entered_at: Date;
  /** `offered`: an agent is being rung for this caller, and for no other. */
  state: 'waiting' | 'offered' | 'left';
  call_back: Generated<boolean>;
  offered_to: AgentId | null;
  offered_at: Date | null;
  left_at: Date | null;
  why: string | null;
}

interface BlockedNumbersTable {
  number: E164;
  reason: string;
  blocked_at: Date;
  blocked_by: AgentId;
}

interface MobilesTable {
  agent_id: AgentId;
  number: E164 | null;
  rings: 'never' | 'also' | 'when-not-online';
  updated_at: Date;
}

/** Who changed what, append-only. */
interface ChangesTable {
  id: Generated<number>;
  at: Date;
  agent_id: AgentId;
  kind: string;
  subject: string | null;
  details: Json<Record<string, string | number | boolean>>;
}

/** How well the voices of a call were heard, as an agent's softphone measured it; one row per leg of hers. */
interface CallQualityTable {
  call_id: CallId;
  leg: string;
  agent_id: AgentId;
  /** Mean opinion score, 1 to 4.5. */
  mos: number | null;
  jitter_ms: number | null;
  /** Share of packets lost, 0 to 1. */
  loss: number | null;
  round_trip_ms: number | null;
  warnings: Json<string[]>;
  updated_at: Date;
}
