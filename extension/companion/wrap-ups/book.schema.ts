import * as v from 'valibot';
import { wrapUpSchema } from '#shared/api/agent-api.ts';
import { wrapUpDraftSchema } from '#shared/call/wrap-up.ts';
import { crmRecordSchema, recordRefSchema } from '#shared/crm/crm-record.ts';
import { agentIdSchema, callIdSchema } from '#shared/ids.ts';
import { problemSchema } from '#shared/problem.ts';

const wholeNumber = v.pipe(v.number(), v.safeInteger());

/** What this browser holds of one call until the server has it. */
export const keptSchema = v.object({
  /** Whose it is: another agent of this browser neither sees nor sends it. */
  agentId: agentIdSchema,
  /** Facts of the call, as the softphone saw them; the server's replace them. */
  call: v.object({
    ...v.pick(wrapUpSchema, [
      'callId',
      'direction',
      'disposition',
      'number',
      'startedAt',
      'endedAt',
      'talkedSeconds',
      'matches',
    ]).entries,
    /** The record that the call belongs to by itself: the page's, or the match that was chosen while it rang. */
    record: v.nullable(recordRefSchema),
  }),
  draft: wrapUpDraftSchema,
  edit: wholeNumber,
  /** The highest edit that the server has. */
  sentEdit: wholeNumber,
  /** She chose the record in the draft herself; otherwise it follows the call's. */
  recordChosen: v.boolean(),
  /** She has saved it, and the server has not taken it yet. */
  saving: v.boolean(),
  /** Attempts that failed in a row, when the next one is due, and why the last one failed. */
  tries: wholeNumber,
  nextTryAt: v.nullable(v.string()),
  problem: v.nullable(problemSchema),
});
export type Kept = v.InferOutput<typeof keptSchema>;

/** Everything of wrap-ups that outlives the browser. */
export const bookSchema = v.object({
  /** The one whose window is open. */
  shown: v.nullable(callIdSchema),
  kept: v.array(keptSchema),
  /** Calls whose window has been opened: a late word about one opens it no second time. */
  opened: v.array(callIdSchema),
  /** The server's last list, for whom, and which of its calls to ask it answers. */
  heard: v.array(wrapUpSchema),
  heardFor: v.nullable(agentIdSchema),
  heardAt: v.nullable(v.string()),
  /** Records found by a search: one of them may be chosen. */
  found: v.array(crmRecordSchema),
});
export type Book = v.InferOutput<typeof bookSchema>;

export const EMPTY_BOOK: Book = {
  shown: null,
  kept: [],
  opened: [],
  heard: [],
  heardFor: null,
  heardAt: null,
  found: [],
};
