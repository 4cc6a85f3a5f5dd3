import { type Kysely, sql } from 'kysely';
import { isBeyondReach } from '#server/calls/recording/recording-upload.ts';
import type { Context } from '#server/context.ts';
import type { WriteFailure, Written } from '#server/crm/crm-writes.ts';
import type { Database } from '#server/database/schema.ts';
import type { CrmRecord } from '#shared/crm/crm-record.ts';
import type { CallId } from '#shared/ids.ts';
import type { Claim } from './write-back.claim.ts';

type Tx = Kysely<Database>;
type Needs = Pick<Context, 'clock' | 'db' | 'log' | 'realtime'>;

const FIRST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 15 * 60_000;

/** It is written. What was planned anew meanwhile is written once more, as a change. */
export async function stepDone(context: Needs, { row }: Claim, written: Written | null): Promise<void> {
  const now = context.clock.now();
  const same = sql<boolean>`content = ${JSON.stringify(row.content)}::jsonb`;
  await context.db.transaction().execute(async (tx) => {
    await tx
      .updateTable('write_backs')
      .set({
        state: sql<'done' | 'pending'>`case when ${same} then 'done' else 'pending' end`,
        due_at: sql<Date | null>`case when ${same} then null else ${now}::timestamptz end`,
        ...(written && { crm_id: written.id }),
        unsure: false,
        sending_until: null,
        problem: null,
        tries: 0,
        updated_at: now,
      })
      .where('call_id', '=', row.call_id)
      .where('step', '=', row.step)
      .where('state', '!=', 'done')
      .execute();
    await tellOwner(context, tx, row.call_id);
  });
  context.log.info('written to the CRM', { callId: row.call_id, step: row.step });
}

/** Whose number it is has been asked: what is not written yet goes there, or to no record. */
export async function lookedUp(context: Needs, claim: Claim, record: CrmRecord | null): Promise<void> {
  const { call_id } = claim.row;
  await context.db.transaction().execute(async (tx) => {
    // The call before its steps, as everywhere: or two would wait for each other.
    await tx.selectFrom('calls').select('id').where('id', '=', call_id).forUpdate().execute();
    const ref = record && JSON.stringify(record.ref);
    await tx
      .updateTable('write_backs')
      .set({ record: ref })
      .where('call_id', '=', call_id)
      .where('record', 'is', null)
      .where('unsure', '=', false)
      .where('crm_id', 'is', null)
      .execute();
    if (record) {
      await tx
        .updateTable('calls')
        .set({ record: ref, name: record.name, record_url: record.url })
        .where('id', '=', call_id)
        .where('record', 'is', null)
        .execute();
      // The message lies at the record: nobody need be asked to look for it.
      await tx
        .deleteFrom('write_backs')
        .where('call_id', '=', call_id)
        .where('step', '=', 'follow-up-task')
        .where(sql<boolean>`coalesce((content->>'voicemail')::boolean, false)`)
        .where('state', '=', 'pending')
        .where('unsure', '=', false)
        .where('crm_id', 'is', null)
        .execute();
    } else
      await tx
        .deleteFrom('write_backs')
        .where('call_id', '=', call_id)
        .where('step', 'in', ['note', 'recording'])
        .where('record', 'is', null)
        .execute();
  });
  await stepDone(context, claim, null);
}

/**
 * It was not written, or nobody knows: it waits for its time or for somebody. A recording that never can be is done without one; its
 * `problem` says why. Answers whether other steps may go on.
 */
export async function stepFailed(context: Needs, claim: Claim, failure: WriteFailure): Promise<boolean> {
  const { row } = claim;
  const { problem } = failure;
  const now = context.clock.now();
  const forSignIn = problem.code === 'crm-signed-out';
  const waits = forSignIn || problem.retry;
  const leftOut = row.step === 'recording' && isBeyondReach(failure);
  const pause = Math.max(pauseAfter(row.tries), failure.retryAfterMs ?? 0);
  await context.db.transaction().execute(async (tx) => {
    const kept = await tx
      .updateTable('write_backs')
      .set({
        state: leftOut ? 'done' : waits ? 'waiting' : 'failed',
        due_at: waits && !forSignIn ? new Date(now.getTime() + pause) : null,
        unsure: failure.ambiguous,
        sending_until: null,
        problem: JSON.stringify(problem),
        tries: row.tries + 1,
        updated_at: now,
      })
      .where('call_id', '=', row.call_id)
      .where('step', '=', row.step)
      .where('sending_until', '=', claim.until)
      .returning('step')
      .executeTakeFirst();
    if (kept && problem.code === 'crm-record-gone') await failRest(tx, now, claim, failure);
    if (kept && leftOut && problem.code === 'too-large') await noteAgain(tx, now, row.call_id);
    if (kept) await tellOwner(context, tx, row.call_id);
  });
  const facts = { callId: row.call_id, step: row.step, reason: problem.code, ambiguous: failure.ambiguous };
  context.log.warn(waits ? 'not written to the CRM yet' : 'not written to the CRM', { ...facts, tries: row.tries + 1 });
  return !waits;
}

/** What was to go to the same record need not be tried: it is gone for all of it. */
async function failRest(tx: Tx, now: Date, { row }: Claim, { problem }: WriteFailure): Promise<void> {
  await tx
    .updateTable('write_backs')
    .set({ state: 'failed', due_at: null, problem: JSON.stringify(problem), updated_at: now })
    .where('call_id', '=', row.call_id)
    .where('state', 'in', ['pending', 'waiting'])
    .where('record', 'is not', null)
    .execute();
}

/** What is said of the recording in the note has changed. */
export async function noteAgain(tx: Tx, now: Date, callId: CallId): Promise<void> {
  await tx
    .updateTable('write_backs')
    .set({ state: 'pending', due_at: now, updated_at: now })
    .where('call_id', '=', callId)
    .where('step', '=', 'note')
    .where('state', '=', 'done')
    .where('crm_id', 'is not', null)
    .execute();
}

/** Ten seconds, then twice as long each time, at most a quarter of an hour. */
const pauseAfter = (tries: number): number => Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(tries, 20));

async function tellOwner({ realtime }: Pick<Context, 'realtime'>, tx: Tx, callId: CallId): Promise<void> {
  const call = await tx.selectFrom('calls').select('agent_id').where('id', '=', callId).executeTakeFirst();
  if (call?.agent_id) await realtime.tell(tx, [call.agent_id], 'wrap-ups');
}
