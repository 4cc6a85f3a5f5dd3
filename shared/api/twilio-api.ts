import * as v from 'valibot';
import { route } from '#shared/api/route.ts';
import { e164Schema } from '#shared/ids.ts';

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

const nothing = v.object({});

/** The team's account at Twilio, and what it has there. */
export const twilioApi = {
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
} as const;
