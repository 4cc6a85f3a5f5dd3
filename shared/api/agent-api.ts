import * as v from 'valibot';
import { partySchema } from '#shared/api/party.ts';
import { route } from '#shared/api/route.ts';
import { traceApi } from '#shared/api/trace-api.ts';
import { directionSchema, dispositionSchema, presenceSchema } from '#shared/call/call.ts';
import { wrapUpDraftSchema } from '#shared/call/wrap-up.ts';
import { crmRecordSchema, recordRefSchema } from '#shared/crm/crm-record.ts';
import { agentIdSchema, callIdSchema, e164Schema } from '#shared/ids.ts';
import { problemSchema } from '#shared/problem.ts';

/** `GET /.well-known/sidetone`: tells a Sidetone server from any other, before anyone signs in. */
export const wellKnownSchema = v.object({
  product: v.literal('sidetone'),
  contract: v.object({ major: v.pipe(v.number(), v.safeInteger()), minor: v.pipe(v.number(), v.safeInteger()) }),
  /** False until the first CRM administrator has used the set-up link. */
  setUp: v.boolean(),
  /** Name of the CRM organisation once set up. */
  team: v.nullable(v.string()),
  crm: v.picklist(['zoho']),
});
export type WellKnown = v.InferOutput<typeof wellKnownSchema>;

export const agentSchema = v.object({
  id: agentIdSchema,
  name: v.string(),
  email: v.string(),
  role: v.picklist(['agent', 'admin']),
  /** BCP 47, from the CRM user: `es-ES`. */
  locale: v.string(),
  /** IANA, from the CRM user: `Europe/Madrid`. */
  timeZone: v.string(),
});
export type Agent = v.InferOutput<typeof agentSchema>;

/** Everything the softphone needs to know of itself, in one answer. */
export const meSchema = v.object({
  agent: agentSchema,
  team: v.string(),
  presence: presenceSchema,
  /** Numbers this agent may show when calling out; the first is the default. Empty: she can't call out. */
  outgoingNumbers: v.array(e164Schema),
  /** ISO 3166 country that national numbers are read in: that of the default outgoing number, else of the team. */
  country: v.string(),
  /** False until an admin has connected Twilio. */
  twilioConnected: v.boolean(),
  /** Hosts of the CRM's record pages. */
  crmOrigin: v.string(),
  /** `placeCall` takes the softphone's own call id; missing from a server before 1.1. */
  takesCallIds: v.optional(v.boolean()),
  /** How calls end here; missing from a server before 1.2. */
  wrapUp: v.optional(
    v.object({
      /** An agent may leave a call out of the CRM. */
      mayLeaveOut: v.boolean(),
      /** How long she is not rung after a call, unless she saves or minimises earlier; 0: not at all. */
      seconds: v.pipe(v.number(), v.safeInteger()),
    }),
  ),
  /** The minor of the server's contract; missing from a server before 1.3: what has come since is not offered there. */
  contractMinor: v.optional(v.pipe(v.number(), v.safeInteger())),
});
export type Me = v.InferOutput<typeof meSchema>;

export const recentCallSchema = v.object({
  id: callIdSchema,
  direction: directionSchema,
  disposition: dispositionSchema,
  /** null: withheld. */
  number: v.nullable(e164Schema),
  name: v.nullable(v.string()),
  record: v.nullable(recordRefSchema),
  recordUrl: v.nullable(v.string()),
  /** ISO 8601, UTC. */
  startedAt: v.string(),
  /** Seconds of conversation; 0 when nobody answered. */
  talkedSeconds: v.number(),
  /** For a missed call that a colleague answered or called back since: her name. */
  handledBy: v.nullable(v.string()),
  /** It can be played by `recordingLink`; missing from a server before 1.2. */
  recorded: v.optional(v.boolean()),
  /** What is recorded is the voicemail that the caller left; since 1.3. */
  voicemail: v.optional(v.boolean()),
});
export type RecentCall = v.InferOutput<typeof recentCallSchema>;

/** What an agent notes of one of her calls, and how far it has come on its way to the CRM. */
export const wrapUpSchema = v.object({
  callId: callIdSchema,
  direction: directionSchema,
  /** null while the call lasts. */
  disposition: v.nullable(dispositionSchema),
  number: v.nullable(e164Schema),
  /** ISO 8601, UTC. */
  startedAt: v.string(),
  endedAt: v.nullable(v.string()),
  talkedSeconds: v.number(),
  draft: wrapUpDraftSchema,
  /** Counts the draft's changes; the highest holds. */
  edit: v.pipe(v.number(), v.safeInteger()),
  /** The record that the draft names, as a card shows it; null: none, or she may not read it. */
  record: v.nullable(crmRecordSchema),
  /** Records that carry the number: the call may go to any of them. */
  matches: v.array(crmRecordSchema),
  /**
   * `open`: hers to save. `writing`: on its way. `waiting`: the CRM does not take it now; it is tried again by itself at `nextTryAt`.
   * `written`: all of it is on the record. `left-out`: by her wish, nothing is. `failed`: somebody has to act, see `problem`.
   */
  state: v.picklist(['open', 'writing', 'waiting', 'written', 'left-out', 'failed']),
  problem: v.nullable(problemSchema),
  nextTryAt: v.nullable(v.string()),
  /** `none`: not recorded. `coming`: Twilio is still preparing it. `kept`: to be attached. `attached`: on the record. */
  recording: v.picklist(['none', 'coming', 'kept', 'attached']),
});
export type WrapUp = v.InferOutput<typeof wrapUpSchema>;

const wrapUpInput = v.object({ draft: wrapUpDraftSchema, edit: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) });

const nothing = v.object({});

/** What the softphone itself asks: apart from the rest, which its document need not load. */
export const lineApi = {
  setPresence: route({
    method: 'PUT',
    path: '/api/agent/presence',
    input: v.object({ presence: presenceSchema }),
    reply: v.object({ presence: presenceSchema }),
  }),
  /** An access token for the Voice SDK, at most one hour long. */
  voiceToken: route({
    method: 'POST',
    path: '/api/agent/voice-token',
    input: null,
    reply: v.object({ token: v.string(), ttlSeconds: v.number(), edge: v.string(), identity: v.string() }),
  }),
  /**
   * Asks for an outgoing call. The answer's call id is good for one connection within 60 s; the number dialled is the one checked
   * here, whatever the softphone says later. Where `me.takesCallIds`, the softphone may choose the id (128 random bits) and connect with
   * it while it asks: the voice webhook waits for what is decided here. Problems: call-id-used, emergency-number, not-a-number, short-number, withheld-number,
   * country-not-allowed, premium-number, no-outgoing-number, too-many-calls, already-on-a-call, own-number, twilio-not-connected.
   */
  placeCall: route({
    method: 'POST',
    path: '/api/agent/calls',
    input: v.object({
      callId: v.optional(callIdSchema),
      /** As the agent typed or clicked it; the server reads it in `me.country`. */
      to: v.pipe(v.string(), v.maxLength(80)),
      /** The record whose page the number stands on. */
      record: v.nullable(recordRefSchema),
      /** One of `me.outgoingNumbers`; null: the default. */
      from: v.nullable(e164Schema),
    }),
    reply: v.object({ callId: callIdSchema, to: e164Schema, from: e164Schema, party: partySchema }),
  }),
  /** The agent ended the call, or gave up dialling: told before the media goes, so that the ledger knows who ended it. */
  endCall: route({ method: 'POST', path: '/api/agent/calls/:id/end', input: null, reply: nothing }),
  /** Which of several matching records the call belongs to. */
  chooseRecord: route({
    method: 'PUT',
    path: '/api/agent/calls/:id/record',
    input: v.object({ record: v.nullable(recordRefSchema) }),
    reply: nothing,
  }),
  recentCalls: route({
    method: 'GET',
    path: '/api/agent/calls',
    input: null,
    reply: v.object({ calls: v.array(recentCallSchema) }),
  }),
  /** Who has this number? For the dial field. `POST`, so that numbers stay out of URLs. */
  lookUp: route({
    method: 'POST',
    path: '/api/agent/look-up',
    input: v.object({ number: v.pipe(v.string(), v.maxLength(80)) }),
    reply: v.object({ number: v.nullable(e164Schema), records: v.array(crmRecordSchema) }),
  }),
} as const;

/** Everything that an agent's extension asks. */
export const agentApi = {
  ...lineApi,
  ...traceApi,
  wellKnown: route({ method: 'GET', path: '/.well-known/sidetone', input: null, reply: wellKnownSchema }),

  /**
   * Exchanges the one-time code that the sign-in page handed over (valid 60 s, once) for a session. Sign-in begins at
   * `GET /sign-in?redirect_uri&state&code_challenge` (S256; redirect_uri `https://<extension id>.chromiumapp.org/…`) and returns there
   * with `code` and `state`, or `problem` (a ProblemCode) and `state`.
   */
  signIn: route({
    method: 'POST',
    path: '/api/sign-in',
    input: v.object({ code: v.pipe(v.string(), v.maxLength(200)), codeVerifier: v.pipe(v.string(), v.maxLength(200)) }),
    reply: v.object({
      /** Opaque; sent as `Authorization: Bearer …`. 14 days, sliding. */
      token: v.string(),
      me: meSchema,
    }),
  }),
  signOut: route({ method: 'POST', path: '/api/agent/sign-out', input: null, reply: nothing }),
  me: route({ method: 'GET', path: '/api/agent/me', input: null, reply: meSchema }),

  /** Keeps a draft, during the call or after it. An older `edit` than the kept one changes nothing. */
  keepWrapUp: route({ method: 'PUT', path: '/api/agent/calls/:id/wrap-up', input: wrapUpInput, reply: nothing }),
  /** Saves it for good, once the call is over: what it says is written to the CRM. Repeated, it answers the same. */
  saveWrapUp: route({ method: 'POST', path: '/api/agent/calls/:id/wrap-up', input: wrapUpInput, reply: wrapUpSchema }),
  /** Tries again now what waits. */
  retryWrapUp: route({
    method: 'POST',
    path: '/api/agent/calls/:id/wrap-up/retry',
    input: null,
    reply: wrapUpSchema,
  }),
  /** Hers that are open, on their way, waiting, failed, or written within the last minute; newest first. */
  wrapUps: route({
    method: 'GET',
    path: '/api/agent/wrap-ups',
    input: null,
    reply: v.object({ wrapUps: v.array(wrapUpSchema) }),
  }),
  /** Records whose name, company or number contains the text, by her own eyes; at most 10. */
  searchRecords: route({
    method: 'POST',
    path: '/api/agent/records/search',
    input: v.object({ text: v.pipe(v.string(), v.minLength(2), v.maxLength(80)) }),
    reply: v.object({ records: v.array(crmRecordSchema) }),
  }),
  /**
   * An address at this server that plays the call's recording for five minutes, with range requests. Problems: not-found, not-allowed,
   * recording-gone, twilio-away.
   */
  recordingLink: route({
    method: 'POST',
    path: '/api/agent/calls/:id/recording-link',
    input: null,
    reply: v.object({ url: v.string() }),
  }),
} as const;
