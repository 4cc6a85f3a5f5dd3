import type { Kysely } from 'kysely';
import type { CallRow } from '#server/calls/call-row.ts';
import type { Database } from '#server/database/schema.ts';

/** Whether the other side is one of our own numbers: nothing of such a call is anybody's business in the CRM. */
export async function isBetweenColleagues(db: Kysely<Database>, { number }: Pick<CallRow, 'number'>): Promise<boolean> {
  if (number === null) return false;
  const ours = await db
    .selectFrom('incoming_numbers')
    .select('number')
    .where('number', '=', number)
    .union(db.selectFrom('outgoing_numbers').select('number').where('number', '=', number))
    .executeTakeFirst();
  return ours !== undefined;
}
