import * as v from 'valibot';
import { partySchema } from '#shared/api/party.ts';
import { route } from '#shared/api/route.ts';
import { directionSchema, dispositionSchema, presenceSchema } from '#shared/call/call.ts';
import { recordRefSchema } from '#shared/crm/crm-record.ts';
import { agentIdSchema, callIdSchema, e164Schema } from '#shared/ids.ts';

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
  /** Why she is Away and until when (ISO 8601) by her own word, as in `AWAY_REASONS`; null: she is not, or did not say. Since 1.4. */
  awayReason: v.optional(v.nullable(v.string())),
  awayUntil: v.optional(v.nullable(v.string())),
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
  /** It is in several parts, each played by `recordingPartLink`: their numbers, in order. Since 1.4. */
  parts: v.optional(v.array(v.pipe(v.number(), v.safeInteger()))),
  /** What is recorded is the voicemail that the caller left; since 1.3. */
  voicemail: v.optional(v.boolean()),
  /** The agent's line was lost in the conversation, which ended with it: the customer is to be called back. Since 1.4. */
  cutOff: v.optional(v.boolean()),
});
export type RecentCall = v.InferOutput<typeof recentCallSchema>;

const nothing = v.object({});

/** What the softphone itself asks: apart from the rest, which its document need not load. */
export const lineApi = {
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
} as const;
