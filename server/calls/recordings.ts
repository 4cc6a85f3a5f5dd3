import type { Kysely } from 'kysely';
import { callSettings } from '#server/admin/call-settings.ts';
import type { SignedInAgent } from '#server/agents/sessions.ts';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { RecordingReport } from '#server/twilio/rest-rows.ts';
import type { CallId } from '#shared/ids.ts';
import { type HeldCall, holdCall } from './call.store.ts';
import { planWriteBack } from './write-back.plan.ts';

type Tx = Kysely<Database>;

/** Twilio is told to record this call: from now on its recording is waited for. */
export async function expectRecording({ clock }: Pick<Context, 'clock'>, tx: Tx, callId: CallId): Promise<void> {
  await tx
    .insertInto('recordings')
    .values({
      call_id: callId,
      sid: null,
      state: 'expected',
      channels: null,
      seconds: null,
      started_at: null,
      updated_at: clock.now(),
    })
    .onConflict((conflict) => conflict.column('call_id').doNothing())
    .execute();
}

/** Whether Twilio was told so. */
export async function isExpected(tx: Tx, callId: CallId): Promise<boolean> {
  const row = await tx.selectFrom('recordings').select('state').where('call_id', '=', callId).executeTakeFirst();
  return row !== undefined;
}

/** Twilio tells how a call's recording fares: in any order, more than once. A complete one is on its way to the record at once. */
export async function recordingReported(
  context: Context,
  find: { id: CallId; parentSid: string },
  report: RecordingReport,
): Promise<void> {
  await holdCall(context, { id: find.id }, async (call) => {
    if (call.row.parent_sid !== find.parentSid) return;
    if (!(await keepReport(context, call, report))) return;
    context.log.info('recording changed', { callId: call.row.id, state: report.state });
    if (call.row.agent_id) await context.realtime.tell(call.tx, [call.row.agent_id], 'wrap-ups');
    if (report.state !== 'completed') return;
    if (call.row.agent_id) await context.realtime.tell(call.tx, [call.row.agent_id], 'recent-calls');
    // Before that stage it is taken along with the rest.
    if ((await hasBegun(call)) && (await planWriteBack(context, call.tx, call.row))) call.toWrite = true;
  });
}

/** Whether it tells anything new. */
async function keepReport({ clock }: Context, { tx, row, state }: HeldCall, report: RecordingReport): Promise<boolean> {
  const known = await tx
    .selectFrom('recordings')
    .selectAll()
    .where('call_id', '=', row.id)
    .forUpdate()
    .executeTakeFirst();
  // Another round of ringing may still be answered, and recorded.
  if (report.state === 'absent' && state.state !== 'ended') return false;
  if (known && !isNews(known, report)) return false;
  const values = {
    sid: report.sid,
    state: report.state,
    channels: report.channels ?? known?.channels ?? null,
    seconds: report.seconds ?? known?.seconds ?? null,
    started_at: report.startedAt ?? known?.started_at ?? null,
    updated_at: clock.now(),
  };
  await tx
    .insertInto('recordings')
    .values({ call_id: row.id, ...values })
    .onConflict((conflict) => conflict.column('call_id').doUpdateSet(values))
    .execute();
  return true;
}

const RANK = { expected: 0, running: 1, absent: 2, completed: 3, gone: 4 } as const;

/** A later stage counts, never an earlier one; of two recordings the one that has something to hear. */
function isNews(known: { sid: string | null; state: keyof typeof RANK }, report: RecordingReport): boolean {
  if (known.sid !== null && known.sid !== report.sid)
    return report.state === 'completed' && (known.state === 'running' || known.state === 'absent');
  return RANK[report.state] > RANK[known.state];
}

async function hasBegun({ tx, row }: HeldCall): Promise<boolean> {
  const step = await tx.selectFrom('write_backs').select('step').where('call_id', '=', row.id).executeTakeFirst();
  return step !== undefined;
}

/** Whether she may play recordings of calls that this agent had. */
export async function mayPlay(
  db: Tx,
  agent: Pick<SignedInAgent, 'id' | 'role'>,
  call: { agent_id: string | null },
): Promise<boolean> {
  if (agent.role === 'admin') return true;
  const { recordingsFor } = await callSettings(db);
  return recordingsFor === 'everyone' || (recordingsFor === 'own' && call.agent_id === agent.id);
}
