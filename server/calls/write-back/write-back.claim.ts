import { type Kysely, type Selectable, sql } from 'kysely';
import type { Context } from '#server/context.ts';
import type { Database, WriteStep } from '#server/database/schema.ts';
import type { CallId } from '#shared/ids.ts';

export type WriteBackRow = Selectable<Database['write_backs']>;
type Tx = Kysely<Database>;
type Needs = Pick<Context, 'clock' | 'config' | 'db'>;

/** In this order it reaches the CRM. */
const ORDER: readonly WriteStep[] = ['lookup', 'call', 'note', 'recording', 'follow-up-call', 'follow-up-task'];
/** A call that has been tried so often holds up no other on its record. */
const TRIES_THAT_HOLD_UP = 5;

/** A step that this process has taken upon itself until `until`. */
export interface Claim {
  row: WriteBackRow;
  /** It may have been written before: look first. */
  look: boolean;
  until: Date;
}

/**
 * Takes the next step of a call: the first that is not done, if it is due, no living process is at it, and no earlier call waits to be
 * written to the same record. From now on it counts as unsure, whatever happens to this process.
 */
export async function claimStep({ clock, config, db }: Needs, callId: CallId): Promise<Claim | undefined> {
  return db.transaction().execute(async (tx) => {
    // Locked in one order by everybody: two that lock the same rows in another wait for each other.
    const held = tx.selectFrom('write_backs').selectAll().where('call_id', '=', callId).orderBy('step').forUpdate();
    const rows = await held.execute();
    const now = clock.now();
    const row = nextStep(rows);
    if (!row?.due_at || row.due_at > now || (row.sending_until && row.sending_until > now)) return undefined;
    if (!rows.some(isBegun) && (await isHeldUp(tx, row))) return undefined;
    const until = new Date(now.getTime() + config.limits.writeLeaseMs);
    await tx
      .updateTable('write_backs')
      .set({ state: 'sending', sending_until: until, unsure: true, updated_at: now })
      .where('call_id', '=', callId)
      .where('step', '=', row.step)
      .execute();
    return { row, look: row.unsure, until };
  });
}

/** A failure holds up only what hangs on it: a recording has no place without its note. */
function nextStep(rows: readonly WriteBackRow[]): WriteBackRow | undefined {
  const inOrder = [...rows].sort((a, b) => ORDER.indexOf(a.step) - ORDER.indexOf(b.step));
  const noted = rows.some((row) => row.step === 'note' && row.crm_id !== null);
  return inOrder.find((row) => row.state !== 'done' && row.state !== 'failed' && (row.step !== 'recording' || noted));
}

const isBegun = (row: WriteBackRow): boolean => row.step !== 'lookup' && (row.state === 'done' || row.unsure);

/** Entries of a record stand in the order of their calls, unless an earlier one needs somebody to act, or has long been tried. */
async function isHeldUp(tx: Tx, row: WriteBackRow): Promise<boolean> {
  if (!row.record) return false;
  const earlier = await tx
    .selectFrom('write_backs')
    .innerJoin('calls', 'calls.id', 'write_backs.call_id')
    .select('calls.id')
    .where('write_backs.record', '=', sql<never>`${JSON.stringify(row.record)}::jsonb`)
    .where('write_backs.state', 'in', ['pending', 'sending', 'waiting'])
    .where('write_backs.due_at', 'is not', null)
    .where('write_backs.tries', '<', TRIES_THAT_HOLD_UP)
    .where('write_backs.call_id', '!=', row.call_id)
    .where(({ eb, selectFrom }) =>
      eb('calls.created_at', '<', selectFrom('calls').select('created_at').where('id', '=', row.call_id)),
    )
    .executeTakeFirst();
  return earlier !== undefined;
}

/** Still at it. False: another process has taken it over meanwhile. */
export async function keepClaim({ clock, config, db }: Needs, claim: Claim): Promise<boolean> {
  const until = new Date(clock.now().getTime() + config.limits.writeLeaseMs);
  const kept = await db
    .updateTable('write_backs')
    .set({ sending_until: until })
    .where('call_id', '=', claim.row.call_id)
    .where('step', '=', claim.row.step)
    .where('sending_until', '=', claim.until)
    .returning('step')
    .executeTakeFirst();
  if (kept) claim.until = until;
  return kept !== undefined;
}

/** An earlier try has written it after all, as this: from now on it is only changed. */
export async function keepFound({ db }: Needs, claim: Claim, id: string): Promise<void> {
  const { call_id, step } = claim.row;
  await db
    .updateTable('write_backs')
    .set({ crm_id: id })
    .where('call_id', '=', call_id)
    .where('step', '=', step)
    .where('crm_id', 'is', null)
    .execute();
  claim.row = { ...claim.row, crm_id: id };
}

/** Calls that this one may have held up, oldest first. */
export async function heldUpBy({ db }: Needs, callId: CallId): Promise<CallId[]> {
  const rows = await db
    .selectFrom('write_backs as mine')
    .innerJoin('write_backs as other', 'other.record', 'mine.record')
    .innerJoin('calls', 'calls.id', 'other.call_id')
    .select(['other.call_id', 'calls.created_at'])
    .distinct()
    .where('mine.call_id', '=', callId)
    .where('other.call_id', '!=', callId)
    .where('other.state', '=', 'pending')
    .orderBy('calls.created_at')
    .execute();
  return rows.map((row) => row.call_id);
}
