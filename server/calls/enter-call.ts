import type { Kysely } from 'kysely';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { E164 } from '#shared/ids.ts';
import type { CallRow } from './call-row.ts';
import { blank, newCallId } from './new-call.ts';

/** A customer's call reaches one of our lines. `from`: null when the number is withheld. */
export interface Arrival {
  leg: string;
  line: E164;
  from: E164 | null;
}

/** The row of a customer's call, locked; undefined: it is no line of ours. The version of the line's flow that is live now is hers to the end. */
export async function enterCall(
  context: Pick<Context, 'randomBytes'>,
  tx: Kysely<Database>,
  { from, leg, line }: Arrival,
  at: Date,
): Promise<{ row: CallRow; isNew: boolean } | undefined> {
  const known = await tx
    .selectFrom('incoming_numbers')
    .select('flow_version')
    .where('number', '=', line)
    .executeTakeFirst();
  if (!known) return undefined;
  const fresh = await tx
    .insertInto('calls')
    .values({
      ...blank,
      id: newCallId(context),
      direction: 'incoming',
      line,
      number: from,
      parent_sid: leg,
      state: 'ringing',
      flow_version: known.flow_version,
      created_at: at,
    })
    .onConflict((conflict) => conflict.column('parent_sid').doNothing())
    .returningAll()
    .executeTakeFirst();
  if (fresh) return { row: fresh, isNew: true };
  const row = await tx
    .selectFrom('calls')
    .selectAll()
    .where('parent_sid', '=', leg)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { row, isNew: false };
}
