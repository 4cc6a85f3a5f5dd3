import type { Kysely } from 'kysely';
import type { Context } from '#server/context.ts';
import type { Match } from '#server/crm/crm.ts';
import type { Database } from '#server/database/schema.ts';
import type { CrmRecord, RecordRef } from '#shared/crm/crm-record.ts';
import type { AgentId, CallId, E164 } from '#shared/ids.ts';

/**
 * Finds out whom an agent is calling: the record whose page she clicked on, read with her own token, else whoever carries the number.
 * Nobody waits for it, and it never rejects.
 */
export async function nameParty(
  context: Context,
  call: { callId: CallId; agentId: AgentId; number: E164; record: RecordRef | null },
): Promise<void> {
  const { callId, agentId, number, record } = call;
  try {
    const read = record && (await context.crm.record(agentId, record));
    if (read?.ok && read.value) await keepRecord(context, callId, agentId, read.value);
    else {
      // A page may name a record that is not there, or not hers to see; one that could not be asked for stays.
      if (read?.ok) await context.db.updateTable('calls').set({ record: null }).where('id', '=', callId).execute();
      await context.crm.screenPop({ callId, number, agentIds: [agentId] });
    }
  } catch (error) {
    context.log.error('party not named', { callId, error });
  }
}

/** From now on the call belongs to this record, for this agent and for the ledger. */
export async function keepRecord(context: Context, callId: CallId, agentId: AgentId, record: CrmRecord): Promise<void> {
  await context.db.transaction().execute(async (tx) => {
    await tx
      .updateTable('calls')
      .set({ record: JSON.stringify(record.ref), name: record.name, record_url: record.url })
      .where('id', '=', callId)
      .execute();
    await keepMatch(context, tx, callId, agentId, { state: 'known', records: [record] });
  });
}

/** What this agent is shown of the other side. */
export async function keepMatch(
  { clock, realtime }: Pick<Context, 'clock' | 'realtime'>,
  tx: Kysely<Database>,
  callId: CallId,
  agentId: AgentId,
  match: Match,
): Promise<void> {
  const row = { match: JSON.stringify(match), updated_at: clock.now() };
  await tx
    .insertInto('call_matches')
    .values({ call_id: callId, agent_id: agentId, ...row })
    .onConflict((conflict) => conflict.columns(['call_id', 'agent_id']).doUpdateSet(row))
    .execute();
  await realtime.tell(tx, [agentId], 'calls');
  await realtime.tell(tx, [agentId], 'recent-calls');
}
