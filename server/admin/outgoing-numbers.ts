import type { Kysely } from 'kysely';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { OutgoingNumber } from '#shared/api/admin-api.ts';
import type { AgentId, E164 } from '#shared/ids.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { noteChange } from './changes.ts';
import { holdPairs, type Pair, setDefault } from './pairs.ts';
import { refusedCallerId } from './refused-caller-id.ts';

type Tx = Kysely<Database>;

/** Which numbers each person may call from, her default first. Also of who has left the CRM: her pairs are there to be deleted. */
export async function outgoingNumbers({ db }: Context): Promise<OutgoingNumber[]> {
  const rows = await db
    .selectFrom('outgoing_numbers')
    .innerJoin('agents', 'agents.id', 'outgoing_numbers.agent_id')
    .select(['agent_id', 'number', 'record', 'is_default'])
    .orderBy('agents.name')
    .orderBy('agents.id')
    .orderBy('is_default', 'desc')
    .orderBy('outgoing_numbers.updated_at')
    .orderBy('number')
    .execute();
  return rows.map(shown);
}

/**
 * Gives a person a number to call from, besides those that she has, or changes what holds for it. Her first one is her default, until
 * another is; there always is one. Without `isDefault` (extensions before 1.3, which know of one number each) it replaces her default.
 */
export async function saveOutgoingNumber(
  context: Context,
  by: AgentId,
  entered: OutgoingNumber,
): Promise<Result<OutgoingNumber>> {
  const refused = await refusedCallerId(context, entered.number);
  if (refused) return failed(refused);
  const saved = await context.db.transaction().execute(async (tx): Promise<Result<OutgoingNumber>> => {
    const held = await holdPairs(tx, entered.agentId);
    if (!held?.active) return failed(nobody);
    const { pairs } = held;
    const former = pairs.find((pair) => pair.is_default);
    const before = pairs.find((pair) => pair.number === entered.number);
    const replaced = entered.isDefault === undefined && former?.number !== entered.number ? former : undefined;
    // Left out: as before; not, for a new pair.
    const record = entered.record ?? before?.record ?? replaced?.record ?? false;
    if (replaced) await removePair(tx, replaced);
    await putPair(context, tx, { agent_id: entered.agentId, number: entered.number, record });
    await setDefault(tx, entered.agentId, wanted(entered, pairs, replaced));
    await noteChange(context, tx, {
      by,
      kind: 'outgoing-number-saved',
      subject: held.name,
      values: { number: entered.number, record },
    });
    await context.realtime.tell(tx, [entered.agentId], 'me');
    const now = (await holdPairs(tx, entered.agentId))?.pairs.find((pair) => pair.number === entered.number);
    return now ? ok(shown(now)) : failed(nobody);
  });
  if (saved.ok) context.log.info('outgoing number saved', { agentId: entered.agentId, record: saved.value.record });
  return saved;
}

/** Takes one pair away; answers her default from now on. No call begins from it any more, not even with a call id that she already has. */
export async function deletePair(
  context: Context,
  by: AgentId,
  agentId: AgentId,
  number: E164,
): Promise<Result<{ stays: E164 | null }>> {
  const deleted = await context.db.transaction().execute(async (tx) => {
    const held = await holdPairs(tx, agentId);
    const gone = held?.pairs.find((pair) => pair.number === number);
    if (!held || !gone) return undefined;
    await removePair(tx, gone);
    const others = held.pairs.filter((pair) => pair !== gone);
    const stays = (others.find((pair) => pair.is_default) ?? others[0])?.number ?? null;
    if (stays) await setDefault(tx, agentId, stays);
    await noteChange(context, tx, {
      by,
      kind: stays ? 'outgoing-number-deleted' : 'outgoing-calls-stopped',
      subject: held.name,
      values: { number, ...(stays && { stays }) },
    });
    await context.realtime.tell(tx, [agentId], 'me');
    return { stays };
  });
  if (!deleted) return failed(problem('not-found', 'That person does not call from that number.'));
  context.log.info('outgoing number deleted', { agentId, last: deleted.stays === null });
  return ok(deleted);
}

/** From now on this person places no calls, not even with a call id that she already has. */
export async function stopOutgoingCalls(
  context: Context,
  by: AgentId,
  agentId: AgentId,
): Promise<Result<Record<string, never>>> {
  const stopped = await context.db.transaction().execute(async (tx) => {
    const held = await holdPairs(tx, agentId);
    if (!held || held.pairs.length === 0) return false;
    for (const pair of held.pairs) await removePair(tx, pair);
    await noteChange(context, tx, { by, kind: 'outgoing-calls-stopped', subject: held.name });
    await context.realtime.tell(tx, [agentId], 'me');
    return true;
  });
  if (!stopped) return failed(problem('not-found', 'That person has no outgoing number.'));
  context.log.info('outgoing calls stopped', { agentId });
  return ok({});
}

/** Which number is her default once this is saved. */
function wanted(entered: OutgoingNumber, pairs: readonly Pair[], replaced: Pair | undefined): E164 {
  const former = pairs.find((pair) => pair.is_default);
  if (entered.isDefault || replaced || !former) return entered.number;
  if (entered.isDefault === false && former.number === entered.number)
    return pairs.find((pair) => pair !== former)?.number ?? entered.number;
  return former.number;
}

async function putPair(
  { clock }: Pick<Context, 'clock'>,
  tx: Tx,
  { agent_id, number, record }: { agent_id: AgentId; number: E164; record: boolean },
): Promise<void> {
  await tx
    .insertInto('outgoing_numbers')
    .values({ agent_id, number, record, is_default: false, updated_at: clock.now() })
    .onConflict((conflict) => conflict.columns(['agent_id', 'number']).doUpdateSet({ record }))
    .execute();
}

async function removePair(tx: Tx, { agent_id, number }: Pair): Promise<void> {
  await tx.deleteFrom('outgoing_numbers').where('agent_id', '=', agent_id).where('number', '=', number).execute();
}

const shown = (pair: Pair): OutgoingNumber => ({
  agentId: pair.agent_id,
  number: pair.number,
  record: pair.record,
  isDefault: pair.is_default,
});

const nobody = problem('user-unknown', 'This person is no longer an active user of the CRM. Choose again.', {
  field: 'agentId',
});
