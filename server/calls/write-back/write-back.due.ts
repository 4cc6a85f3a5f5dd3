import type { Kysely } from 'kysely';
import type { TimedEvent } from '#server/calls/call-event.ts';
import type { CallRow } from '#server/calls/call-row.ts';
import type { CallState } from '#server/calls/ledger.ts';
import type { Context } from '#server/context.ts';
import type { Database, WriteContent } from '#server/database/schema.ts';
import { planWriteBack } from './write-back.plan.ts';
import { writeBackAt } from './write-back.schedule.ts';

interface EndedCall {
  tx: Kysely<Database>;
  row: CallRow;
  state: CallState;
  events: readonly TimedEvent[];
  toWrite: boolean;
}

/**
 * Plans what is due of a call's way to the CRM, and notes when to look again. In the transaction that changes the call, or that finds its
 * time come; what it has planned is begun once that is committed (`toWrite`).
 *
 * @param again she has just saved it: what has failed is tried anew.
 */
export async function scheduleWriteBack(
  context: Pick<Context, 'clock' | 'jobs' | 'realtime'>,
  call: EndedCall,
  again = false,
): Promise<void> {
  const { tx, row, state, events } = call;
  const now = context.clock.now();
  const saved = await isSaved(tx, row);
  const logged = await loggedOf(tx, row);
  const planned = !again && logged !== undefined;
  const wrong = logged !== undefined && !tellsOf(row, logged);
  let at = writeBackAt(row, state, events, { saved, planned, wrong });
  if (at && at <= now) {
    if (await planWriteBack(context, tx, row, again)) call.toWrite = true;
    at = writeBackAt(row, state, events, { saved, planned: true, wrong: false });
  }
  const next = at && at > now ? at : null;
  if (next?.getTime() === row.write_back_at?.getTime()) return;
  await tx.updateTable('calls').set({ write_back_at: next }).where('id', '=', row.id).execute();
  row.write_back_at = next;
}

async function isSaved(tx: Kysely<Database>, { id, agent_id }: CallRow): Promise<boolean> {
  if (agent_id === null) return false;
  const kept = await tx
    .selectFrom('wrap_ups')
    .select('saved_at')
    .where('call_id', '=', id)
    .where('agent_id', '=', agent_id)
    .executeTakeFirst();
  return kept?.saved_at != null;
}

/** What was planned to be logged of it. */
async function loggedOf(tx: Kysely<Database>, { id }: CallRow): Promise<WriteContent | undefined> {
  const row = await tx
    .selectFrom('write_backs')
    .select('content')
    .where('call_id', '=', id)
    .where('step', '=', 'call')
    .executeTakeFirst();
  return row?.content;
}

const tellsOf = (row: CallRow, logged: WriteContent): boolean =>
  logged.disposition === row.disposition && logged.talkedSeconds === row.talked_seconds;
