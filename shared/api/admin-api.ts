import * as z from 'zod/mini';
import { agentSchema } from '#shared/api/agent-api.ts';
import { route } from '#shared/api/route.ts';
import { presenceSchema } from '#shared/call/call.ts';
import { agentIdSchema, e164Schema } from '#shared/ids.ts';

export const twilioRegionSchema = z.enum(['us1', 'ie1', 'au1']);
export type TwilioRegion = z.infer<typeof twilioRegionSchema>;

/** The state of the Twilio connection. Nothing secret leaves the server. */
export const twilioConnectionSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none') }),
  z.object({
    state: z.literal('connected'),
    accountSid: z.string(),
    accountName: z.string(),
    trial: z.boolean(),
    region: twilioRegionSchema,
    edge: z.string(),
    /** Of this account; null when Twilio could not be asked. */
    numberCount: z.nullable(z.int()),
    connectedAt: z.string(),
    connectedBy: z.string(),
  }),
]);
export type TwilioConnection = z.infer<typeof twilioConnectionSchema>;

export const accountNumberSchema = z.object({
  sid: z.string(),
  number: e164Schema,
  name: z.string(),
  country: z.nullable(z.string()),
  /** Where its incoming calls go now: to this server, elsewhere (the URL's host or a name), or nowhere. */
  pointsAt: z.discriminatedUnion('target', [
    z.object({ target: z.literal('here') }),
    z.object({ target: z.literal('elsewhere'), name: z.string() }),
    z.object({ target: z.literal('nowhere') }),
  ]),
});
export type AccountNumber = z.infer<typeof accountNumberSchema>;

export const incomingNumberSchema = z.object({
  number: e164Schema,
  name: z.string(),
  agentIds: z.array(agentIdSchema),
  /** False: the number's webhook at Twilio no longer leads to this server. null: Twilio could not be asked. */
  pointsHere: z.nullable(z.boolean()),
});
export type IncomingNumber = z.infer<typeof incomingNumberSchema>;

export const outgoingNumberSchema = z.object({ agentId: agentIdSchema, number: e164Schema });
export type OutgoingNumber = z.infer<typeof outgoingNumberSchema>;

export const personSchema = z.object({
  agent: agentSchema,
  /** False: known from the CRM, has never signed in to Sidetone. */
  signedIn: z.boolean(),
  presence: presenceSchema,
  /** Alive by heartbeat and with a registered Device: would ring now. */
  reachable: z.boolean(),
  onCall: z.boolean(),
});
export type Person = z.infer<typeof personSchema>;

const nothing = z.object({});

/** Asked by agents whose role is admin; anyone else gets `not-admin`. */
export const adminApi = {
  twilio: route({ method: 'GET', path: '/api/admin/twilio', input: null, reply: twilioConnectionSchema }),
  /**
   * Verifies the credentials with Twilio, makes an API key and a TwiML application there and keeps all of it encrypted. Problems:
   * twilio-wrong-sid, twilio-wrong-token, twilio-suspended, twilio-closed, twilio-refused, twilio-away.
   */
  connectTwilio: route({
    method: 'PUT',
    path: '/api/admin/twilio',
    input: z.object({
      accountSid: z.string().check(z.maxLength(64)),
      authToken: z.string().check(z.maxLength(128)),
      region: twilioRegionSchema,
      /** A Twilio edge, or `roaming` (the nearest). */
      edge: z.string().check(z.regex(/^[a-z0-9-]{2,32}$/)),
    }),
    reply: twilioConnectionSchema,
  }),
  disconnectTwilio: route({ method: 'DELETE', path: '/api/admin/twilio', input: null, reply: nothing }),
  accountNumbers: route({
    method: 'GET',
    path: '/api/admin/twilio/numbers',
    input: null,
    reply: z.object({ numbers: z.array(accountNumberSchema) }),
  }),

  people: route({
    method: 'GET',
    path: '/api/admin/people',
    input: null,
    reply: z.object({ people: z.array(personSchema) }),
  }),
  /** Ends every session of a person. */
  signOutPerson: route({ method: 'POST', path: '/api/admin/people/:id/sign-out', input: null, reply: nothing }),
  /** A link that opens the extension with this server's address filled in. */
  invitation: route({
    method: 'GET',
    path: '/api/admin/invitation',
    input: null,
    reply: z.object({ link: z.string() }),
  }),

  incomingNumbers: route({
    method: 'GET',
    path: '/api/admin/incoming-numbers',
    input: null,
    reply: z.object({ numbers: z.array(incomingNumberSchema) }),
  }),
  /** Adds or changes. Sets the number's webhooks at Twilio before it answers. Problems: number-not-in-account, user-unknown. */
  saveIncomingNumber: route({
    method: 'PUT',
    path: '/api/admin/incoming-numbers',
    input: z.object({
      number: e164Schema,
      name: z.string().check(z.maxLength(80)),
      agentIds: z.array(agentIdSchema).check(z.minLength(1), z.maxLength(100)),
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
    reply: z.object({ numbers: z.array(outgoingNumberSchema) }),
  }),
  /** One number per agent: replaces her former one. Problems: number-not-in-account, user-unknown. */
  saveOutgoingNumber: route({
    method: 'PUT',
    path: '/api/admin/outgoing-numbers',
    input: outgoingNumberSchema,
    reply: outgoingNumberSchema,
  }),
  deleteOutgoingNumber: route({
    method: 'DELETE',
    path: '/api/admin/outgoing-numbers/:agentId',
    input: null,
    reply: nothing,
  }),
} as const;
