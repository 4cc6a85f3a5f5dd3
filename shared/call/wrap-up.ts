import * as v from 'valibot';
import { recordRefSchema } from '#shared/crm/crm-record.ts';

/** What came of a call, as the agent chooses it. The words stand in `extension/locales/` and `server/crm/`. */
export const OUTCOMES = [
  'interested',
  'call-back',
  'not-interested',
  'voicemail',
  'no-answer',
  'wrong-number',
] as const;
export const outcomeSchema = v.picklist(OUTCOMES);
export type Outcome = v.InferOutput<typeof outcomeSchema>;

/** Longest description, in characters. Zoho's multi-line fields hold 32,000; what happened goes below it. */
export const LONGEST_DESCRIPTION = 20_000;
export const LONGEST_SUBJECT = 200;

/** A planned call or task. */
export const followUpSchema = v.object({
  subject: v.pipe(v.string(), v.maxLength(LONGEST_SUBJECT)),
  /** When it is due, ISO 8601, UTC. A task is due on that day in the agent's time zone, and is reminded of at that time. */
  at: v.pipe(v.string(), v.isoTimestamp()),
});
export type FollowUp = v.InferOutput<typeof followUpSchema>;

/** What an agent notes of a call: begun while she talks, kept at every pause in typing, and written to the record when she saves it. */
export const wrapUpDraftSchema = v.object({
  outcome: v.nullable(outcomeSchema),
  description: v.pipe(v.string(), v.maxLength(LONGEST_DESCRIPTION)),
  /** Independent of each other: both may be planned. */
  followUpCall: v.nullable(followUpSchema),
  followUpTask: v.nullable(followUpSchema),
  /** The record that all of it goes to; null: none. */
  record: v.nullable(recordRefSchema),
  /** False: nothing of this call is written to the CRM. Only where the team allows it. */
  log: v.boolean(),
});
export type WrapUpDraft = v.InferOutput<typeof wrapUpDraftSchema>;

export const EMPTY_DRAFT: WrapUpDraft = {
  outcome: null,
  description: '',
  followUpCall: null,
  followUpTask: null,
  record: null,
  log: true,
};
