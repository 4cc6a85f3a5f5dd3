import type { Kysely } from 'kysely';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import { agentsOf } from '#shared/call-flow/tree.ts';
import type { AgentId, E164 } from '#shared/ids.ts';
import { NO_VERSION } from './call-flows.ts';

type Tx = Kysely<Database>;

/** What a number is at Twilio, before it becomes a line. */
export interface NewLine {
  twilioSid: string;
  name: string;
  formerWebhooks: Record<string, string>;
}

export interface NewVersion {
  number: E164;
  name: string;
  flow: CallFlow;
  restoredFrom: number | null;
  by: AgentId;
}

/** Answers its number: versions count on, also those of a line that was deleted and is added again. */
export async function addVersion(
  { clock }: Pick<Context, 'clock'>,
  tx: Tx,
  { number, name, flow, restoredFrom, by }: NewVersion,
  changed: readonly string[],
): Promise<number> {
  const last = await tx
    .selectFrom('call_flows')
    .select(({ fn }) => fn.max('version').as('version'))
    .where('number', '=', number)
    .executeTakeFirst();
  const version = (last?.version ?? NO_VERSION) + 1;
  await tx
    .insertInto('call_flows')
    .values({
      number,
      version,
      name,
      flow: JSON.stringify(flow),
      changed: JSON.stringify(changed),
      restored_from: restoredFrom,
      saved_at: clock.now(),
      saved_by: by,
    })
    .execute();
  return version;
}

/** Adds the line, still without a flow; false: somebody else has added it between our look and now. */
export async function claimLine(
  { clock }: Pick<Context, 'clock'>,
  tx: Tx,
  number: E164,
  { twilioSid, name, formerWebhooks }: NewLine,
): Promise<boolean> {
  const claimed = await tx
    .insertInto('incoming_numbers')
    .values({
      number,
      name,
      twilio_sid: twilioSid,
      former_webhooks: JSON.stringify(formerWebhooks),
      updated_at: clock.now(),
    })
    .onConflict((conflict) => conflict.column('number').doNothing())
    .returning('number')
    .executeTakeFirst();
  return claimed !== undefined;
}

/** Makes a version the line's live one. */
export async function setLine(
  { clock }: Pick<Context, 'clock'>,
  tx: Tx,
  { number, name, version, flow }: { number: E164; name: string; version: number; flow: CallFlow },
): Promise<void> {
  await tx
    .updateTable('incoming_numbers')
    .set({ name, record: flow.record, flow_version: version, updated_at: clock.now() })
    .where('number', '=', number)
    .execute();
  await tx.deleteFrom('incoming_number_agents').where('number', '=', number).execute();
  const agentIds = agentsOf(flow);
  if (agentIds.length > 0)
    await tx
      .insertInto('incoming_number_agents')
      .values(agentIds.map((agent_id, place) => ({ number, agent_id, place })))
      .execute();
}

/** Undoes the adding of a line, unless somebody has already saved it again. `change`: the note of it. */
export async function takeBack(tx: Tx, number: E164, version: number, change: number): Promise<void> {
  const gone = await tx
    .deleteFrom('incoming_numbers')
    .where('number', '=', number)
    .where('flow_version', '=', version)
    .returning('number')
    .executeTakeFirst();
  if (!gone) return;
  await tx.deleteFrom('call_flows').where('number', '=', number).where('version', '=', version).execute();
  await tx.deleteFrom('changes').where('id', '=', change).execute();
}
