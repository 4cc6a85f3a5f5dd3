import * as v from 'valibot';
import { agentSchema } from '#shared/api/agent-api.ts';
import { audioApi } from '#shared/api/audio-api.ts';
import { callFlowApi } from '#shared/api/call-flow-api.ts';
import { complianceApi } from '#shared/api/compliance-api.ts';
import { route } from '#shared/api/route.ts';
import { superviseApi } from '#shared/api/supervise-api.ts';
import { mobileSchema, teamApi } from '#shared/api/team-api.ts';
import { presenceSchema } from '#shared/call/call.ts';
import { agentIdSchema, callIdSchema, e164Schema } from '#shared/ids.ts';
import { problemSchema } from '#shared/problem.ts';

export const twilioRegionSchema = v.picklist(['us1', 'ie1', 'au1']);
export type TwilioRegion = v.InferOutput<typeof twilioRegionSchema>;

/** The state of the Twilio connection. Nothing secret leaves the server. */
export const twilioConnectionSchema = v.variant('state', [
  v.object({ state: v.literal('none') }),
  v.object({
    state: v.literal('connected'),
    accountSid: v.string(),
    accountName: v.string(),
    trial: v.boolean(),
    region: twilioRegionSchema,
    edge: v.string(),
    /** Of this account; null when Twilio could not be asked. */
    numberCount: v.nullable(v.pipe(v.number(), v.safeInteger())),
    connectedAt: v.string(),
    connectedBy: v.string(),
    /** What is left on the account; null: Twilio could not be asked, or it is a subaccount. Missing from a server before 1.3. */
    balance: v.optional(v.nullable(v.object({ amount: v.number(), currency: v.string() }))),
    /** Webhooks signed with the Auth Token of before are still accepted; missing from a server before 1.3. */
    formerToken: v.optional(v.boolean()),
  }),
]);
export type TwilioConnection = v.InferOutput<typeof twilioConnectionSchema>;

export const accountNumberSchema = v.object({
  sid: v.string(),
  number: e164Schema,
  name: v.string(),
  country: v.nullable(v.string()),
  /** Where its incoming calls go now: to this server, elsewhere (the URL's host or a name), or nowhere. */
  pointsAt: v.variant('target', [
    v.object({ target: v.literal('here') }),
    v.object({
      target: v.literal('elsewhere'),
      name: v.string(),
      /** What it is at Twilio; missing from a server before 1.3. */
      kind: v.optional(v.picklist(['url', 'application', 'studio', 'trunk'])),
    }),
    v.object({ target: v.literal('nowhere') }),
  ]),
});
export type AccountNumber = v.InferOutput<typeof accountNumberSchema>;

export const incomingNumberSchema = v.object({
  number: e164Schema,
  name: v.string(),
  agentIds: v.array(agentIdSchema),
  /** Whether its calls are recorded; missing: not, from a side before 1.2. */
  record: v.optional(v.boolean()),
  /** In short, what it does with its callers; missing from a server before 1.3. */
  answer: v.optional(v.picklist(['menu', 'people'])),
  /** False: the number's webhook at Twilio no longer leads to this server. null: Twilio could not be asked. */
  pointsHere: v.nullable(v.boolean()),
});
export type IncomingNumber = v.InferOutput<typeof incomingNumberSchema>;

export const outgoingNumberSchema = v.object({
  agentId: agentIdSchema,
  number: e164Schema,
  /** Whether calls of this pair are recorded; missing: not, from a side before 1.2. */
  record: v.optional(v.boolean()),
  /** Shown when she chooses none; missing: it is, from a side before 1.3. */
  isDefault: v.optional(v.boolean()),
});
export type OutgoingNumber = v.InferOutput<typeof outgoingNumberSchema>;

export const personSchema = v.object({
  agent: agentSchema,
  /** False: known from the CRM, has never signed in to Sidetone. */
  signedIn: v.boolean(),
  presence: presenceSchema,
  /** False: no longer an active user of the CRM, but still in a number's flow or a pair; missing: she is. Since 1.3. */
  active: v.optional(v.boolean()),
  /** Why she is Away and until when by her own word, as in `Me`. Since 1.4. */
  awayReason: v.optional(v.nullable(v.string())),
  awayUntil: v.optional(v.nullable(v.string())),
  /** On a call since then (ISO 8601); null: on none. Since 1.4. */
  onCallSince: v.optional(v.nullable(v.string())),
  /** Alive by heartbeat and with a registered Device: would ring now. */
  reachable: v.boolean(),
  /** Her browser has shown life lately, whether it would ring or not; missing from a server before 1.4. */
  alive: v.optional(v.boolean()),
  onCall: v.boolean(),
  /** Notes a call, and is not rung meanwhile; missing from a server before 1.2. */
  wrappingUp: v.optional(v.boolean()),
  /** Place in line for sequential ringing, from 1; null: none. Missing, like what follows, from a server before 1.3. */
  place: v.optional(v.nullable(v.pipe(v.number(), v.safeInteger()))),
  /** Since when she holds it, ISO 8601. */
  placeSince: v.optional(v.nullable(v.string())),
  /** Why she holds that place: she came online then, or went to the end after a call that she answered and closed. */
  placeWhy: v.optional(v.nullable(v.picklist(['came-online', 'after-call']))),
  /** Why she has no place any more: set Offline then, or not heard of since; null: she has one, had none, or it is not known. */
  placeLost: v.optional(v.nullable(v.object({ why: v.picklist(['offline', 'silent']), at: v.string() }))),
  outgoingNumbers: v.optional(v.array(e164Schema)),
  mobile: v.optional(mobileSchema),
});
export type Person = v.InferOutput<typeof personSchema>;

/** How calls end and are written to the CRM, for the whole team. */
export const callSettingsSchema = v.object({
  mayLeaveOut: v.boolean(),
  /** See `Me.wrapUp`. */
  wrapUpSeconds: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(900)),
  /** Who may play recordings in Sidetone: everyone, whoever talked and administrators, or administrators alone. */
  recordingsFor: v.picklist(['everyone', 'own', 'admins']),
});
export type CallSettings = v.InferOutput<typeof callSettingsSchema>;

/** A call that is not yet, or not wholly, in the CRM. */
export const waitingCallSchema = v.object({
  callId: callIdSchema,
  /** Whose call it is; null: nobody's (missed). */
  agentName: v.nullable(v.string()),
  number: v.nullable(e164Schema),
  /** The record's name where known. */
  recordName: v.nullable(v.string()),
  startedAt: v.string(),
  /** What of it is still missing there. */
  missing: v.array(v.picklist(['call', 'note', 'recording', 'follow-up-call', 'follow-up-task'])),
  problem: v.nullable(problemSchema),
  tries: v.pipe(v.number(), v.safeInteger()),
  /** null: it is not tried again by itself. */
  nextTryAt: v.nullable(v.string()),
});
export type WaitingCall = v.InferOutput<typeof waitingCallSchema>;

const nothing = v.object({});

/** Asked by agents whose role is admin; anyone else gets `not-admin`. */
export const adminApi = {
  ...callFlowApi,
  ...audioApi,
  ...teamApi,
  ...superviseApi,
  ...complianceApi,
  twilio: route({ method: 'GET', path: '/api/admin/twilio', input: null, reply: twilioConnectionSchema }),
  /**
   * Verifies the credentials with Twilio, makes an API key and a TwiML application there and keeps all of it encrypted. Problems:
   * twilio-wrong-sid, twilio-wrong-token, twilio-suspended, twilio-closed, twilio-refused, twilio-away.
   */
  connectTwilio: route({
    method: 'PUT',
    path: '/api/admin/twilio',
    input: v.object({
      accountSid: v.pipe(v.string(), v.maxLength(64)),
      authToken: v.pipe(v.string(), v.maxLength(128)),
      region: twilioRegionSchema,
      /** A Twilio edge, or `roaming` (the nearest). */
      edge: v.pipe(v.string(), v.regex(/^[a-z0-9-]{2,32}$/)),
    }),
    reply: twilioConnectionSchema,
  }),
  disconnectTwilio: route({ method: 'DELETE', path: '/api/admin/twilio', input: null, reply: nothing }),
  accountNumbers: route({
    method: 'GET',
    path: '/api/admin/twilio/numbers',
    input: null,
    reply: v.object({ numbers: v.array(accountNumberSchema) }),
  }),

  people: route({
    method: 'GET',
    path: '/api/admin/people',
    input: null,
    reply: v.object({ people: v.array(personSchema) }),
  }),
  /** Ends every session of a person. */
  signOutPerson: route({ method: 'POST', path: '/api/admin/people/:id/sign-out', input: null, reply: nothing }),
  /** A link that opens the extension with this server's address filled in. */
  invitation: route({
    method: 'GET',
    path: '/api/admin/invitation',
    input: null,
    reply: v.object({ link: v.string() }),
  }),

  callSettings: route({ method: 'GET', path: '/api/admin/call-settings', input: null, reply: callSettingsSchema }),
  saveCallSettings: route({
    method: 'PUT',
    path: '/api/admin/call-settings',
    input: callSettingsSchema,
    reply: callSettingsSchema,
  }),
  /** Every call that waits to be written, oldest first; at most 200. */
  waitingCalls: route({
    method: 'GET',
    path: '/api/admin/waiting-calls',
    input: null,
    reply: v.object({ calls: v.array(waitingCallSchema) }),
  }),
  retryWaitingCall: route({
    method: 'POST',
    path: '/api/admin/waiting-calls/:id/retry',
    input: null,
    reply: nothing,
  }),

  incomingNumbers: route({
    method: 'GET',
    path: '/api/admin/incoming-numbers',
    input: null,
    reply: v.object({ numbers: v.array(incomingNumberSchema) }),
  }),
  /** Adds or changes. Sets the number's webhooks at Twilio before it answers. Problems: number-not-in-account, user-unknown. */
  saveIncomingNumber: route({
    method: 'PUT',
    path: '/api/admin/incoming-numbers',
    input: v.object({
      number: e164Schema,
      name: v.pipe(v.string(), v.maxLength(80)),
      agentIds: v.pipe(v.array(agentIdSchema), v.minLength(1), v.maxLength(100)),
      record: v.optional(v.boolean()),
    }),
    reply: incomingNumberSchema,
  }),
  /** Stops taking its calls and gives its former webhooks back at Twilio. */
  deleteIncomingNumber: route({
    method: 'DELETE',
    path: '/api/admin/incoming-numbers/:number',
    input: null,
    reply: nothing,
  }),

  outgoingNumbers: route({
    method: 'GET',
    path: '/api/admin/outgoing-numbers',
    input: null,
    reply: v.object({ numbers: v.array(outgoingNumberSchema) }),
  }),
  /**
   * Gives a person a number to call from, besides those that she has; a side before 1.3 (no `isDefault`) replaces her default. Problems:
   * number-not-in-account, user-unknown, caller-id-spanish-mobile.
   */
  saveOutgoingNumber: route({
    method: 'PUT',
    path: '/api/admin/outgoing-numbers',
    input: outgoingNumberSchema,
    reply: outgoingNumberSchema,
  }),
  /** Stops all outgoing calls of a person: takes every number away. */
  deleteOutgoingNumber: route({
    method: 'DELETE',
    path: '/api/admin/outgoing-numbers/:agentId',
    input: null,
    reply: nothing,
  }),
} as const;
