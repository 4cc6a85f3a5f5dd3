import type { Kysely } from 'kysely';
import type { Database } from '#server/database/schema.ts';
import { type CallEvent, keyOf, type TimedEvent } from './call-event.ts';
import type { CallRow } from './call-row.ts';

/** Events and columns in one statement: a caller waits for it. A first event often tells what the new row says already. */
export async function saveCall(
  tx: Kysely<Database>,
  before: CallRow,
  row: CallRow,
  fresh: readonly TimedEvent[],
  now: Date,
): Promise<void> {
  const told = fresh.map(({ at, ...event }) => {
    const { data, ...columns } = eventColumns(event);
    return { ...columns, call_id: row.id, at, data: JSON.stringify(data), received_at: now };
  });
  if (JSON.stringify(row) === JSON.stringify(before)) {
    await tx.insertInto('call_events').values(told).execute();
    return;
  }
  await tx
    .with('told', (db) => db.insertInto('call_events').values(told))
    .updateTable('calls')
    .set({
      state: row.state,
      agent_id: row.agent_id,
      answered_at: row.answered_at,
      rang: JSON.stringify(row.rang),
      disposition: row.disposition,
      ended_at: row.ended_at,
      talked_seconds: row.talked_seconds,
      control_at: row.control_at,
      flow_position: row.flow_position && JSON.stringify(row.flow_position),
    })
    .where('id', '=', row.id)
    .execute();
}

/** How a fact is kept. */
export function eventColumns(event: CallEvent): { key: string; kind: CallEvent['kind']; data: object } {
  const { kind, ...data } = event;
  return { key: keyOf(event), kind, data };
}
