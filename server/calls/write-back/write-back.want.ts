import type { Kysely } from 'kysely';
import type { CallRow } from '#server/calls/call-row.ts';
import type { Database, WriteContent, WriteStep } from '#server/database/schema.ts';
import type { RecordRef } from '#shared/crm/crm-record.ts';
import type { WriteBackRow } from './write-back.claim.ts';

type Tx = Kysely<Database>;

export interface Wanted {
  step: WriteStep;
  content: WriteContent;
}

/**
 * Enters a step of a call, or changes what was entered; in the caller's transaction. Answers whether anything is to be done now.
 *
 * @param again what has failed is tried anew.
 */
export async function want(
  tx: Tx,
  now: Date,
  call: CallRow,
  { step, content, record }: Wanted & { record: RecordRef | null },
  again: boolean,
): Promise<boolean> {
  const values = { content: JSON.stringify(content), record: record && JSON.stringify(record), updated_at: now };
  const added = await tx
    .insertInto('write_backs')
    .values({
      call_id: call.id,
      step,
      state: 'pending',
      ...values,
      crm_id: null,
      due_at: now,
      sending_until: null,
      problem: null,
    })
    .onConflict((conflict) => conflict.columns(['call_id', 'step']).doNothing())
    .returning('step')
    .executeTakeFirst();
  if (added) return true;
  const row = await tx
    .selectFrom('write_backs')
    .selectAll()
    .where('call_id', '=', call.id)
    .where('step', '=', step)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const changed = !sameContent(row.content, content);
  if (row.state === 'done') {
    // A call entry and a note of ours can be changed; what was planned, or attached, stays as it is.
    const more = (content.parts?.length ?? 1) > (row.content.parts?.length ?? 1);
    if (step !== 'call' && step !== 'note' && !(step === 'recording' && more)) return false;
    // One that was left out for want of a record is written once there is one.
    const hasPlaceNow = row.record === null && record !== null;
    if (!more && (row.crm_id === null ? !hasPlaceNow : !changed)) return false;
  }
  const untouched = row.state === 'failed' && !again;
  await tx
    .updateTable('write_backs')
    .set({
      content: changed ? JSON.stringify(revision(row, content)) : JSON.stringify(row.content),
      updated_at: now,
      // What may have reached one record is looked for there first; what has is only changed, unless it was deleted there.
      ...(row.unsure && row.crm_id === null ? {} : { record: values.record }),
      ...(row.state === 'sending' || untouched ? {} : { state: 'pending', due_at: now, problem: null, tries: 0 }),
    })
    .where('call_id', '=', call.id)
    .where('step', '=', step)
    .execute();
  return !untouched;
}

/** The new content, and how it differs from what the CRM may have. */
function revision({ content: before, crm_id, step, unsure }: WriteBackRow, content: WriteContent): WriteContent {
  const mayBeThere = crm_id !== null || unsure;
  if (!mayBeThere || (step !== 'call' && step !== 'note')) return content;
  const sameFacts = before.disposition === content.disposition && before.talkedSeconds === content.talkedSeconds;
  return { ...content, revised: sameFacts ? (before.revised ?? 'words') : 'facts' };
}

/** jsonb keeps no order of keys; how it came to be does not count. */
function sameContent(one: WriteContent, other: WriteContent): boolean {
  const sorted = (content: WriteContent) =>
    JSON.stringify(
      Object.entries(content)
        .filter(([key]) => key !== 'revised')
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  return sorted(one) === sorted(other);
}
