import type { Kysely } from 'kysely';
import type { Database } from '#server/database/schema.ts';
import type { AgentId, E164 } from '#shared/ids.ts';

type Tx = Kysely<Database>;

/** A person and a number that she may call from. */
export interface Pair {
  agent_id: AgentId;
  number: E164;
  record: boolean;
  is_default: boolean;
}

/** A person with her pairs, oldest first, held until the transaction ends: placing a call and changing pairs wait for each other. */
export async function holdPairs(
  tx: Tx,
  agentId: AgentId,
): Promise<{ name: string; active: boolean; pairs: Pair[] } | undefined> {
  const person = await tx
    .selectFrom('agents')
    .select(['name', 'active'])
    .where('id', '=', agentId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!person) return undefined;
  const pairs = await tx
    .selectFrom('outgoing_numbers')
    .select(['agent_id', 'number', 'record', 'is_default'])
    .where('agent_id', '=', agentId)
    .orderBy('updated_at')
    .orderBy('number')
    .execute();
  return { ...person, pairs };
}

/** Makes one of her numbers her default. Two statements: at no moment may there be two. */
export async function setDefault(tx: Tx, agentId: AgentId, number: E164): Promise<void> {
  await tx
    .updateTable('outgoing_numbers')
    .set({ is_default: false })
    .where('agent_id', '=', agentId)
    .where('number', '!=', number)
    .where('is_default', '=', true)
    .execute();
  await tx
    .updateTable('outgoing_numbers')
    .set({ is_default: true })
    .where('agent_id', '=', agentId)
    .where('number', '=', number)
    .execute();
}
