import type { Context } from '#server/context.ts';
import type { OutgoingNumber } from '#shared/api/admin-api.ts';
import type { AgentId } from '#shared/ids.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { notInAccount, openAccount } from './account-numbers.ts';
import { unknownAgent } from './incoming-numbers.ts';

/** Which number each agent calls from. */
export async function outgoingNumbers({ db }: Context): Promise<OutgoingNumber[]> {
  const rows = await db
    .selectFrom('outgoing_numbers')
    .innerJoin('agents', 'agents.id', 'outgoing_numbers.agent_id')
    .select(['agent_id', 'number', 'record'])
    .where('agents.active', '=', true)
    .orderBy('agents.name')
    .execute();
  return rows.map((row) => ({ agentId: row.agent_id, number: row.number, record: row.record }));
}

/** Gives an agent her number: one bought in the account, or one that its owner has let the account show. Replaces her former one. */
export async function saveOutgoingNumber(context: Context, entered: OutgoingNumber): Promise<Result<OutgoingNumber>> {
  const rest = await openAccount(context);
  if (!rest.ok) return rest;
  const unknown = await unknownAgent(context, [entered.agentId]);
  if (unknown) return failed({ ...unknown, field: 'agentId' });
  const bought = await rest.value.numbers();
  if (!bought.ok) return bought;
  if (!bought.value.some((own) => own.number === entered.number)) {
    const verified = await rest.value.verifiedCallerIds();
    if (!verified.ok) return verified;
    if (!verified.value.includes(entered.number)) return failed(notInAccount(entered.number));
  }
  // Left out: as before; not, for a new pair.
  const recorded = entered.record === undefined ? {} : { record: entered.record };
  const row = { number: entered.number, updated_at: context.clock.now(), ...recorded };
  const record = await context.db.transaction().execute(async (tx) => {
    const kept = await tx
      .insertInto('outgoing_numbers')
      .values({ agent_id: entered.agentId, ...row })
      .onConflict((conflict) => conflict.column('agent_id').where('is_default', '=', true).doUpdateSet(row))
      .returning('record')
      .executeTakeFirstOrThrow();
    await context.realtime.tell(tx, [entered.agentId], 'me');
    return kept.record;
  });
  context.log.info('outgoing number saved', { agentId: entered.agentId, record });
  return ok({ ...entered, record });
}

/** From now on this agent places no calls, not even with a call id that she already has. */
export async function deleteOutgoingNumber(context: Context, agentId: AgentId): Promise<Result<Record<string, never>>> {
  const deleted = await context.db.transaction().execute(async (tx) => {
    const row = await tx
      .deleteFrom('outgoing_numbers')
      .where('agent_id', '=', agentId)
      .returning('agent_id')
      .executeTakeFirst();
    if (row) await context.realtime.tell(tx, [agentId], 'me');
    return row;
  });
  if (!deleted) return failed(problem('not-found', 'That person has no outgoing number.'));
  context.log.info('outgoing number deleted', { agentId });
  return ok({});
}
