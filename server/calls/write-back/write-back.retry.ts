import type { Kysely } from 'kysely';
import type { Context } from '#server/context.ts';
import type { TokenOwner } from '#server/crm/token-owner.ts';
import type { Database } from '#server/database/schema.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import { writeBackJob } from './write-back.job.ts';
import { noteAgain } from './write-back.outcome.ts';
import { startWriting } from './write-back.start.ts';

type Tx = Kysely<Database>;

/** Tries again now what of a call waits, has failed, or was left out for good, with what waits before it on the same record. False: there was nothing. */
export async function retryWriteBack(context: Context, callId: CallId): Promise<boolean> {
  const { clock, db } = context;
  const again = await db.transaction().execute(async (tx) => {
    const leftOut = await tx
      .updateTable('write_backs')
      .set({ state: 'pending', due_at: clock.now(), problem: null, tries: 0 })
      .where('call_id', '=', callId)
      .where('state', '=', 'done')
      .where('problem', 'is not', null)
      .returning('step')
      .execute();
    if (leftOut.length > 0) await noteAgain(tx, clock.now(), callId);
    const stuck = await tx
      .updateTable('write_backs')
      .set({ state: 'pending', due_at: clock.now(), problem: null, tries: 0 })
      .where('call_id', '=', callId)
      .where('state', 'in', ['waiting', 'failed'])
      .returning('step')
      .execute();
    if (stuck.length === 0 && leftOut.length === 0) return [];
    const before = await tx
      .updateTable('write_backs')
      .set({ state: 'pending', due_at: clock.now() })
      .where('call_id', '!=', callId)
      .where('state', '=', 'waiting')
      .where('due_at', 'is not', null)
      .where('record', 'in', tx.selectFrom('write_backs').select('record').where('call_id', '=', callId))
      .returning('call_id')
      .execute();
    const calls = [...new Set([...before.map((row) => row.call_id), callId])];
    await queue(context, tx, calls);
    return calls;
  });
  startWriting(context, again);
  return again.length > 0;
}

/** Its owner has signed in at the CRM: what waited for that is written now. */
export async function resumeWriteBacks(context: Context, owner: TokenOwner): Promise<void> {
  const { clock, db } = context;
  const calls = await db.transaction().execute(async (tx) => {
    const waiting = await tx
      .selectFrom('write_backs')
      .innerJoin('calls', 'calls.id', 'write_backs.call_id')
      .leftJoin('agents', 'agents.id', 'calls.agent_id')
      .select('write_backs.call_id')
      .distinct()
      .where('write_backs.state', '=', 'waiting')
      .where('write_backs.due_at', 'is', null)
      .where(({ eb, or }) =>
        owner === 'organisation'
          ? or([eb('calls.agent_id', 'is', null), eb('agents.active', '=', false)])
          : eb('calls.agent_id', '=', owner),
      )
      .execute();
    const ids = waiting.map((row) => row.call_id);
    if (ids.length === 0) return [];
    await tx
      .updateTable('write_backs')
      .set({ state: 'pending', due_at: clock.now(), problem: null, tries: 0 })
      .where('call_id', 'in', ids)
      .where('state', '=', 'waiting')
      .where('due_at', 'is', null)
      .execute();
    await queue(context, tx, ids);
    return ids;
  });
  startWriting(context, calls);
  if (calls.length > 0) context.log.info('write-backs resumed', { owner, calls: calls.length });
}

async function queue({ jobs, realtime }: Context, tx: Tx, callIds: readonly CallId[]): Promise<void> {
  for (const callId of callIds) await jobs.enqueue(tx, writeBackJob, { callId }, callId);
  const owners = await tx.selectFrom('calls').select('agent_id').distinct().where('id', 'in', callIds).execute();
  const agentIds = owners.flatMap((row): AgentId[] => (row.agent_id ? [row.agent_id] : []));
  await realtime.tell(tx, agentIds, 'wrap-ups');
}
