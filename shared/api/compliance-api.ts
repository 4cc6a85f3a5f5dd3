import * as v from 'valibot';
import { route } from '#shared/api/route.ts';
import { LONGEST_ANNOUNCEMENT } from '#shared/call-flow/announcement.ts';

/** Keys that may decline a recording. */
export const DECLINE_KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '*'] as const;
/** Ten years. */
export const LONGEST_KEPT_DAYS = 3_650;

const days = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(LONGEST_KEPT_DAYS));
const language = v.pipe(v.string(), v.regex(/^[a-z]{2}$/));

/** What people are told of recordings, and how long these are kept. */
export const complianceSchema = v.object({
  /** Whoever is recorded is told before it begins; where a country demands it, also when this is off. */
  announce: v.boolean(),
  /** Why it is off: asked for then. */
  offReason: v.nullable(v.pipe(v.string(), v.maxLength(300))),
  /** The team's own words, by language (`en`, `es`); missing or empty: the usual ones. */
  words: v.record(language, v.pipe(v.string(), v.maxLength(LONGEST_ANNOUNCEMENT))),
  /** Pressed while it is said, the call goes on unrecorded; null: it can't be declined. */
  declineKey: v.nullable(v.picklist(DECLINE_KEYS)),
  /** Recording pauses while an agent types into a field for card numbers or passwords. */
  autoPause: v.boolean(),
  /** Then they are deleted at Twilio; null: never. */
  keepDays: v.nullable(days),
});
export type Compliance = v.InferOutput<typeof complianceSchema>;

/** How much is kept at Twilio now. */
export const keptSchema = v.object({ recordings: v.number(), seconds: v.number() });

/** All since 1.4; asked by admins. */
export const complianceApi = {
  compliance: route({
    method: 'GET',
    path: '/api/admin/compliance',
    input: null,
    reply: v.object({ ...complianceSchema.entries, kept: keptSchema }),
  }),
  /** `basedOn`: as in `saveCallSettings`. Problems: bad-request (`offReason`: it is to be switched off, and nothing says why). */
  saveCompliance: route({
    method: 'PUT',
    path: '/api/admin/compliance',
    input: v.object({ ...complianceSchema.entries, basedOn: v.optional(complianceSchema) }),
    reply: complianceSchema,
  }),
  /**
   * Deletes every recording of calls with one number, at Twilio; what Twilio does not delete now is tried again. `number` as typed; the
   * server reads it in `me.country`. Problems: those of a number that is none.
   */
  eraseRecordings: route({
    method: 'POST',
    path: '/api/admin/recordings/erase',
    input: v.object({ number: v.pipe(v.string(), v.maxLength(80)) }),
    /** `attached`: so many of them lie at records of the CRM, too, where they stay. */
    reply: v.object({ recordings: v.number(), attached: v.number() }),
  }),
} as const;
