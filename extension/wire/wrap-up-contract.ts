import * as v from 'valibot';
import { wrapUpDraftSchema } from '#shared/call/wrap-up.ts';
import { foundRecordSchema } from '#shared/crm/crm-record.ts';
import { callIdSchema } from '#shared/ids.ts';
import { type Command, command, notes, nothing } from './command.ts';

/** Some fields of a draft; the others stay as they are, whoever changed them. */
const draftChange = v.partial(wrapUpDraftSchema);
export type DraftChange = v.InferOutput<typeof draftChange>;

/** What the background answers to whoever notes a call. */
export const wrapUpContract = {
  /** Changes the draft of a call, during it or after it. Answered once it is kept: from then on nothing can lose it. */
  'wrapUp.edit': command({
    owner: 'background',
    askers: notes,
    input: v.object({ callId: callIdSchema, change: draftChange }),
    output: nothing,
  }),
  /** Saves it for good, with a last change, and puts its window away. Works without the server, which is told as soon as it is back. */
  'wrapUp.save': command({
    owner: 'background',
    askers: notes,
    input: v.object({ callId: callIdSchema, change: draftChange }),
    output: nothing,
  }),
  /** Calls the snapshot's `next`, and saves this one. When there can be no call, nothing is saved and the window stays. */
  'wrapUp.callNext': command({
    owner: 'background',
    askers: notes,
    input: v.object({ callId: callIdSchema, change: draftChange }),
    output: nothing,
  }),
  /** Makes the window of a call small, or opens it. */
  'wrapUp.minimise': command({
    owner: 'background',
    askers: notes,
    input: v.object({ callId: callIdSchema, small: v.boolean() }),
    output: nothing,
  }),
  /** Tries again now what waits to be saved. */
  'wrapUp.retry': command({
    owner: 'background',
    askers: notes,
    input: v.object({ callId: callIdSchema }),
    output: nothing,
  }),
  'wrapUp.searchRecords': command({
    owner: 'background',
    askers: notes,
    input: v.object({ text: v.pipe(v.string(), v.minLength(2), v.maxLength(80)) }),
    output: v.object({ records: v.array(foundRecordSchema) }),
  }),
} as const satisfies Record<string, Command<never, unknown> | Command<unknown, unknown>>;
