import * as z from 'zod/mini';
import { partySchema } from '#shared/api/party.ts';
import { route } from '#shared/api/route.ts';
import { directionSchema, dispositionSchema, presenceSchema } from '#shared/call/call.ts';
import { crmRecordSchema, recordRefSchema } from '#shared/crm/crm-record.ts';
import { agentIdSchema, callIdSchema, e164Schema } from '#shared/ids.ts';

/** `GET /.well-known/sidetone`: tells a Sidetone server from any other, before anyone signs in. */
export const wellKnownSchema = z.object({
  product: z.literal('sidetone'),
  contract: z.object({ major: z.int(), minor: z.int() }),
  /** False until the first CRM administrator has used the set-up link. */
  setUp: z.boolean(),
  /** Name of the CRM organisation once set up. */
  team: z.nullable(z.string()),
  crm: z.enum(['zoho']),
});
export type WellKnown = z.infer<typeof wellKnownSchema>;

export const agentSchema = z.object({
  id: agentIdSchema,
  name: z.string(),
  email: z.string(),
  role: z.enum(['agent', 'admin']),
  /** BCP 47, from the CRM user: `es-ES`. */
  locale: z.string(),
  /** IANA, from the CRM user: `Europe/Madrid`. */
  timeZone: z.string(),
});
export type Agent = z.infer<typeof agentSchema>;

/** Everything the softphone needs to know of itself, in one answer. */
export const meSchema = z.object({
  agent: agentSchema,
  team: z.string(),
  presence: presenceSchema,
  /** Numbers this agent may show when calling out; the first is the default. Empty: she can't call out. */
  outgoingNumbers: z.array(e164Schema),
  /** ISO 3166 country that national numbers are read in: that of the default outgoing number, else of the team. */
  country: z.string(),
  /** False until an admin has connected Twilio. */
  twilioConnected: z.boolean(),
  /** Hosts of the CRM's record pages. */
  crmOrigin: z.string(),
});
export type Me = z.infer<typeof meSchema>;

export const recentCallSchema = z.object({
  id: callIdSchema,
  direction: directionSchema,
  disposition: dispositionSchema,
  /** null: withheld. */
  number: z.nullable(e164Schema),
  name: z.nullable(z.string()),
  record: z.nullable(recordRefSchema),
  recordUrl: z.nullable(z.string()),
  /** ISO 8601, UTC. */
  startedAt: z.string(),
  /** Seconds of conversation; 0 when nobody answered. */
  talkedSeconds: z.number(),
  /** For a missed call that a colleague answered or called back since: her name. */
  handledBy: z.nullable(z.string()),
});
export type RecentCall = z.infer<typeof recentCallSchema>;

const nothing = z.object({});

export const agentApi = {
  wellKnown: route({ method: 'GET', path: '/.well-known/sidetone', input: null, reply: wellKnownSchema }),

  /**
   * Exchanges the one-time code that the sign-in page handed over (valid 60 s, once) for a session. Sign-in begins at
   * `GET /sign-in?redirect_uri&state&code_challenge` (S256; redirect_uri `https://<extension id>.chromiumapp.org/…`) and returns there
   * with `code` and `state`, or `problem` (a ProblemCode) and `state`.
   */
  signIn: route({
    method: 'POST',
    path: '/api/sign-in',
    input: z.object({ code: z.string().check(z.maxLength(200)), codeVerifier: z.string().check(z.maxLength(200)) }),
    reply: z.object({
      /** Opaque; sent as `Authorization: Bearer …`. 14 days, sliding. */
      token: z.string(),
      me: meSchema,
    }),
  }),
  signOut: route({ method: 'POST', path: '/api/agent/sign-out', input: null, reply: nothing }),
  me: route({ method: 'GET', path: '/api/agent/me', input: null, reply: meSchema }),
  setPresence: route({
    method: 'PUT',
    path: '/api/agent/presence',
    input: z.object({ presence: presenceSchema }),
    reply: z.object({ presence: presenceSchema }),
  }),

  /** An access token for the Voice SDK, at most one hour long. */
  voiceToken: route({
    method: 'POST',
    path: '/api/agent/voice-token',
    input: null,
    reply: z.object({ token: z.string(), ttlSeconds: z.number(), edge: z.string(), identity: z.string() }),
  }),

  /**
   * Asks for an outgoing call. The answer's call id is good for one connection within 60 s; the number dialled is the one checked
   * here, whatever the softphone says later. Problems: emergency-number, not-a-number, short-number, withheld-number,
   * country-not-allowed, premium-number, no-outgoing-number, too-many-calls, already-on-a-call, own-number, twilio-not-connected.
   */
  placeCall: route({
    method: 'POST',
    path: '/api/agent/calls',
    input: z.object({
      /** As the agent typed or clicked it; the server reads it in `me.country`. */
      to: z.string().check(z.maxLength(80)),
      /** The record whose page the number stands on. */
      record: z.nullable(recordRefSchema),
      /** One of `me.outgoingNumbers`; null: the default. */
      from: z.nullable(e164Schema),
    }),
    reply: z.object({ callId: callIdSchema, to: e164Schema, from: e164Schema, party: partySchema }),
  }),
  /** The agent ended the call, or gave up dialling: told before the media goes, so that the ledger knows who ended it. */
  endCall: route({ method: 'POST', path: '/api/agent/calls/:id/end', input: null, reply: nothing }),
  /** Which of several matching records the call belongs to. */
  chooseRecord: route({
    method: 'PUT',
    path: '/api/agent/calls/:id/record',
    input: z.object({ record: z.nullable(recordRefSchema) }),
    reply: nothing,
  }),
  recentCalls: route({
    method: 'GET',
    path: '/api/agent/calls',
    input: null,
    reply: z.object({ calls: z.array(recentCallSchema) }),
  }),
  /** Who has this number? For the dial field. `POST`, so that numbers stay out of URLs. */
  lookUp: route({
    method: 'POST',
    path: '/api/agent/look-up',
    input: z.object({ number: z.string().check(z.maxLength(80)) }),
    reply: z.object({ number: z.nullable(e164Schema), records: z.array(crmRecordSchema) }),
  }),
} as const;
