import * as v from 'valibot';
import { route } from '#shared/api/route.ts';
import { agentIdSchema, e164Schema } from '#shared/ids.ts';

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

const nothing = v.object({});

/** Which numbers ring whom, and who calls from which. */
export const numberApi = {
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
