import * as v from 'valibot';
import { route } from '#shared/api/route.ts';
import { presenceSchema } from '#shared/call/call.ts';
import { e164Schema } from '#shared/ids.ts';

const nothing = v.object({});
const typedNumber = v.pipe(v.string(), v.maxLength(80));

/** When a person's mobile rings. */
export const mobileSchema = v.object({
  number: v.nullable(e164Schema),
  when: v.picklist(['never', 'also', 'when-not-online']),
});
export type MobileSetting = v.InferOutput<typeof mobileSchema>;

/** A number that may be shown to whoever is called. */
export const callerIdSchema = v.object({
  number: e164Schema,
  name: v.string(),
  kind: v.picklist(['bought', 'verified']),
  /** Why it can't be shown for calls to some countries, or may not get through. */
  warning: v.nullable(v.picklist(['spanish-mobile', 'spanish-not-hosted'])),
});
export type CallerId = v.InferOutput<typeof callerIdSchema>;

export const blockedNumberSchema = v.object({
  number: e164Schema,
  reason: v.pipe(v.string(), v.maxLength(200)),
  at: v.string(),
  by: v.string(),
});
export type BlockedNumber = v.InferOutput<typeof blockedNumberSchema>;

/** Who changed what. The sentence for each kind stands in `extension/locales/`. */
export const CHANGE_KINDS = [
  'incoming-number-added',
  'incoming-number-saved',
  'incoming-number-restored',
  'incoming-number-mended',
  'incoming-number-deleted',
  'outgoing-number-saved',
  'outgoing-number-deleted',
  'outgoing-calls-stopped',
  'person-set-offline',
  'person-presence-set', // Online or Away: `presence`
  'person-signed-out',
  'mobile-saved',
  'number-blocked',
  'number-unblocked',
  'call-settings-saved',
  'compliance-saved',
  'announcement-switched-off', // `reason`
  'announcement-switched-on',
  'recordings-erased', // of `subject`: `recordings`
  'team-rules-saved', // `supervision`, `unanswered`
  'listened-in', // to `subject`: `how`, `from`, `to` where it is over
  'twilio-connected',
  'twilio-token-rotated',
  'twilio-token-forgotten',
  'twilio-disconnected',
] as const;
/** Since 1.4: nobody older is told of them. */
export const KINDS_SINCE_1_4: readonly Change['kind'][] = [
  ...(['team-rules-saved', 'listened-in', 'compliance-saved', 'recordings-erased'] as const),
  ...(['announcement-switched-off', 'announcement-switched-on'] as const),
];
export const changeSchema = v.object({
  kind: v.picklist(CHANGE_KINDS),
  at: v.string(),
  by: v.string(),
  /** A number, a person's name. */
  subject: v.nullable(v.string()),
  values: v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])),
});
export type Change = v.InferOutput<typeof changeSchema>;

/** People, their numbers, and what was changed. All since 1.3; asked by admins. */
export const teamApi = {
  /** Sets a person Offline, or Online again. */
  setPersonPresence: route({
    method: 'PUT',
    path: '/api/admin/people/:id/presence',
    input: v.object({ presence: presenceSchema }),
    reply: nothing,
  }),
  /**
   * `number` as typed; the server reads it in `me.country`. Problems: those of a number that can't be called (emergency-number,
   * not-a-number, premium-number, country-not-allowed …), own-number, user-unknown.
   */
  saveMobile: route({
    method: 'PUT',
    path: '/api/admin/people/:id/mobile',
    input: v.object({ ...mobileSchema.entries, number: v.nullable(typedNumber) }),
    reply: mobileSchema,
  }),
  /** Numbers bought in the account and verified caller ids. */
  callerIds: route({
    method: 'GET',
    path: '/api/admin/caller-ids',
    input: null,
    reply: v.object({ callerIds: v.array(callerIdSchema) }),
  }),
  /** Takes one pair away. When it was the person's default, the oldest of those that stay is it now. */
  deletePair: route({
    method: 'DELETE',
    path: '/api/admin/outgoing-numbers/:agentId/:number',
    input: null,
    reply: v.object({ stays: v.nullable(e164Schema) }),
  }),
  blockedNumbers: route({
    method: 'GET',
    path: '/api/admin/blocked-numbers',
    input: null,
    reply: v.object({ numbers: v.array(blockedNumberSchema) }),
  }),
  blockNumber: route({
    method: 'PUT',
    path: '/api/admin/blocked-numbers',
    /** `number` as typed; the server reads it in `me.country`. */
    input: v.object({ number: typedNumber, reason: v.pipe(v.string(), v.maxLength(200)) }),
    reply: nothing,
  }),
  unblockNumber: route({
    method: 'DELETE',
    path: '/api/admin/blocked-numbers/:number',
    input: null,
    reply: nothing,
  }),
  /** Newest first; at most 200. */
  changes: route({
    method: 'GET',
    path: '/api/admin/changes',
    input: null,
    reply: v.object({ changes: v.array(changeSchema) }),
  }),
  /**
   * A new Auth Token: verified, and taken besides the former one, which is accepted for webhooks until it is told to go (`forget`).
   * Problems as for connecting.
   */
  rotateToken: route({
    method: 'PUT',
    path: '/api/admin/twilio/token',
    input: v.object({ authToken: v.pipe(v.string(), v.maxLength(128)) }),
    reply: v.object({ former: v.boolean() }),
  }),
  forgetFormerToken: route({ method: 'DELETE', path: '/api/admin/twilio/token', input: null, reply: nothing }),
  teamDiagnosis: route({
    method: 'GET',
    path: '/api/admin/diagnosis/:id',
    input: null,
    reply: v.object({ findings: v.array(v.lazy(() => diagnosisFindingSchema)) }),
  }),
} as const;

/** What keeps somebody from making or receiving calls; `ok`: looked at, and in order. The sentences stand in `extension/locales/`. */
export const DIAGNOSIS_CODES = [
  'twilio-credentials', // wrong, revoked
  'twilio-account', // suspended or closed
  'twilio-trial',
  'twilio-balance',
  'webhooks', // numbers that do not lead here; `numbers`
  'application', // the softphones' TwiML application
  'outgoing-number',
  'presence',
  'softphone', // no living, registered softphone
  'countries', // not permitted at Twilio; `countries`
  'crm',
] as const;
export const diagnosisFindingSchema = v.object({
  code: v.picklist(DIAGNOSIS_CODES),
  result: v.picklist(['ok', 'warning', 'bad', 'unknown']),
  values: v.optional(v.record(v.string(), v.union([v.string(), v.number()]))),
});
export type DiagnosisFinding = v.InferOutput<typeof diagnosisFindingSchema>;
