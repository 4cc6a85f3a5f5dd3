import type { Context } from '#server/context.ts';
import type { RecordRef } from '#shared/crm/crm-record.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { concernedBy } from './call.store.ts';
import { callGone } from './end-call.ts';
import { keepMatch, keepRecord } from './name-party.ts';

/** Which record a call belongs to, as its agent says; null: none. She can choose only what her own token may read. */
export async function chooseRecord(
  context: Context,
  agentId: AgentId,
  id: CallId,
  record: RecordRef | null,
): Promise<Result<Record<string, never>>> {
  const call = await context.db
    .selectFrom('calls')
    .select(['rang', 'agent_id'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!call || !concernedBy(call).includes(agentId)) return failed(callGone);
  if (!record) {
    await context.db.transaction().execute(async (tx) => {
      await tx.updateTable('calls').set({ record: null, name: null, record_url: null }).where('id', '=', id).execute();
      await keepMatch(context, tx, id, agentId, { state: 'unknown' });
    });
    return ok({});
  }
  const read = await context.crm.record(agentId, record);
  if (!read.ok) return read;
  if (!read.value) return failed(problem('not-found', 'The CRM has no such record, or you may not see it.'));
  await keepRecord(context, id, agentId, read.value);
  return ok({});
}
