import { describeMe } from '#server/agents/me.ts';
import { whyNoNumber } from '#server/calls/policy/callable-number.ts';
import { deleteDueRecordings } from '#server/calls/recording/recording-retention.ts';
import type { Context } from '#server/context.ts';
import type { AgentId } from '#shared/ids.ts';
import { readNumber } from '#shared/phone-number.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { noteChange } from './changes.ts';

/**
 * All recordings of calls with this number are to be deleted at Twilio: begun at once, and tried again until it is done. `attached`: so many
 * of them lie at records of the CRM, too, where they stay.
 */
export async function eraseRecordings(
  context: Context,
  by: AgentId,
  typed: string,
): Promise<Result<{ recordings: number; attached: number }>> {
  const { country } = await describeMe(context, by);
  const read = readNumber(typed, country);
  if (!read.ok) return failed({ ...whyNoNumber[read.why], field: 'number' });
  const { number } = read;
  const erased = await context.db.transaction().execute(async (tx) => {
    const rows = await tx
      .updateTable('recordings')
      .set({ to_erase: true })
      .where('call_id', 'in', (calls) => calls.selectFrom('calls').select('id').where('number', '=', number))
      .where('state', 'in', ['expected', 'running', 'completed'])
      .where('to_erase', '=', false)
      .returning(['attached_as'])
      .execute();
    const recordings = rows.length;
    if (recordings > 0)
      await noteChange(context, tx, { by, kind: 'recordings-erased', subject: number, values: { recordings } });
    return { recordings, attached: rows.filter(({ attached_as }) => attached_as !== null).length };
  });
  context.log.info('recordings to be erased', { by, recordings: erased.recordings });
  context.background.start('erase recordings', () => deleteDueRecordings(context));
  return ok(erased);
}
