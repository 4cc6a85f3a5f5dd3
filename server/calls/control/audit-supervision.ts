import { type Kysely, sql } from 'kysely';
import { noteChange } from '#server/admin/changes.ts';
import type { TimedEvent } from '#server/calls/call-event.ts';
import type { CallRow } from '#server/calls/call-row.ts';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import { isSupervised, ownerBy, type Supervision, supervisionsOf } from './supervisions.ts';

type Tx = Kysely<Database>;
type Needs = Pick<Context, 'clock' | 'log'>;

/**
 * Writes down who listens to whom, and once it is over until when: in the transaction that learns of it, and once for each time however
 * often it is learnt.
 */
export async function auditSupervision(
  context: Needs,
  tx: Tx,
  row: Pick<CallRow, 'id' | 'agent_id'>,
  events: readonly TimedEvent[],
): Promise<void> {
  if (!isSupervised(events)) return;
  for (const one of supervisionsOf(events, ownerBy(events, row.agent_id))) await keep(context, tx, row, one);
}

async function keep(context: Needs, tx: Tx, { id }: Pick<CallRow, 'id'>, one: Supervision): Promise<void> {
  const known = await tx
    .selectFrom('changes')
    .select(['id', 'details'])
    .where('kind', '=', 'listened-in')
    .where('at', '=', one.from)
    .where(sql<string>`details->>'askId'`, '=', one.askId)
    .executeTakeFirst();
  const details = {
    how: one.how,
    callId: id,
    askId: one.askId,
    from: one.from.toISOString(),
    ...(one.to && { to: one.to.toISOString() }),
  };
  if (!known) {
    const subject = await nameOf(tx, one);
    await noteChange(context, tx, { by: one.supervisor, kind: 'listened-in', subject, values: details, at: one.from });
    context.log.info('listened in', { callId: id, by: one.supervisor, agentId: one.agentId, how: one.how });
  } else if (known.details.to !== details.to) {
    await tx
      .updateTable('changes')
      .set({ details: JSON.stringify(details) })
      .where('id', '=', known.id)
      .execute();
  }
}

async function nameOf(tx: Tx, { agentId }: Supervision): Promise<string | null> {
  if (agentId === null) return null;
  const row = await tx.selectFrom('agents').select('name').where('id', '=', agentId).executeTakeFirst();
  return row?.name ?? null;
}
