import * as v from 'valibot';
import { route } from '#shared/api/route.ts';
import { callIdSchema, e164Schema } from '#shared/ids.ts';
import { problemSchema } from '#shared/problem.ts';

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

/** How calls get into the CRM, and those that are not there yet. */
export const callSettingsApi = {
  callSettings: route({ method: 'GET', path: '/api/admin/call-settings', input: null, reply: callSettingsSchema }),
  saveCallSettings: route({
    method: 'PUT',
    path: '/api/admin/call-settings',
    /** `basedOn`: what was changed; whatever is the same there stays as somebody else may have saved it since. Missing: all of it holds. */
    input: v.object({ ...callSettingsSchema.entries, basedOn: v.optional(callSettingsSchema) }),
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
} as const;
