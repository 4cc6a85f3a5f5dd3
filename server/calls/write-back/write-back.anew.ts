import type { Context } from '#server/context.ts';
import type { WriteFailure } from '#server/crm/crm-writes.ts';
import type { Claim } from './write-back.claim.ts';

/**
 * Plans an entry of ours anew that was to be changed and has been deleted in the CRM meanwhile; for a recording, the note that it was to
 * lie at. False: that is not what went wrong, and the record itself may be gone.
 */
export async function enterAnew(
  { clock, db }: Pick<Context, 'clock' | 'db'>,
  { row, until }: Claim,
  { problem }: WriteFailure,
): Promise<boolean> {
  const recording = row.step === 'recording';
  // A recording that no note can be given is not to bring forth one note after the other.
  const mayBe = recording ? row.tries === 0 : row.crm_id !== null;
  if (problem.code !== 'crm-record-gone' || !mayBe) return false;
  const now = clock.now();
  const again = { state: 'pending' as const, due_at: now, sending_until: null, unsure: false, updated_at: now };
  return db.transaction().execute(async (tx) => {
    const held = await tx
      .updateTable('write_backs')
      .set({ ...again, ...(recording ? { tries: row.tries + 1 } : { crm_id: null }) })
      .where('call_id', '=', row.call_id)
      .where('step', '=', row.step)
      .where('sending_until', '=', until)
      .returning('step')
      .executeTakeFirst();
    if (held && recording) {
      await tx
        .updateTable('write_backs')
        .set({ ...again, crm_id: null })
        .where('call_id', '=', row.call_id)
        .where('step', '=', 'note')
        .execute();
      // Whatever hung on it went with it.
      await tx.updateTable('recordings').set({ attached_as: null }).where('call_id', '=', row.call_id).execute();
    }
    return held !== undefined;
  });
}
