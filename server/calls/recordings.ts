import type { Kysely } from 'kysely';
import { callSettings } from '#server/admin/call-settings.ts';
import type { SignedInAgent } from '#server/agents/sessions.ts';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { RecordingReport } from '#server/twilio/rest-rows.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import { agentsOfLine, type HeldCall, holdCall } from './call.store.ts';
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
    .onConflict((conflict) => conflict.columns(['call_id', 'part']).doNothing())
    .execute();
}

/** Twilio is told to record what the caller has to say: that is waited for now, in place of a conversation that there was none of. */
export async function expectVoicemail({ clock }: Pick<Context, 'clock'>, tx: Tx, callId: CallId): Promise<void> {
  const expected = {
    sid: null,
    state: 'expected',
    channels: null,
    seconds: null,
    started_at: null,
    voicemail: true,
    updated_at: clock.now(),
  } as const;
  await tx
    .insertInto('recordings')
    .values({ call_id: callId, ...expected })
    .onConflict((conflict) =>
      conflict
        .columns(['call_id', 'part'])
        .doUpdateSet(expected)
        .where('recordings.state', 'in', ['expected', 'absent']),
    )
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
    const concerned = call.row.agent_id ? [call.row.agent_id] : await agentsOfLine(call.tx, call.row.line);
    await context.realtime.tell(call.tx, concerned, 'recent-calls');
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
    .onConflict((conflict) => conflict.columns(['call_id', 'part']).doUpdateSet(values))
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

/** Whether she may play the recording of a call: her own, or a voicemail that was left on a line of hers. */
export async function mayPlay(
  db: Tx,
  agent: Pick<SignedInAgent, 'id' | 'role'>,
  call: { agent_id: string | null; id?: CallId },
): Promise<boolean> {
  if (agent.role === 'admin') return true;
  const { recordingsFor } = await callSettings(db);
  if (recordingsFor !== 'own') return recordingsFor === 'everyone';
  return call.agent_id === agent.id || (call.id !== undefined && (await isVoicemailForHer(db, agent.id, call.id)));
}

async function isVoicemailForHer(db: Tx, agentId: AgentId, callId: CallId): Promise<boolean> {
  const hers = await db
    .selectFrom('recordings')
    .innerJoin('calls', 'calls.id', 'recordings.call_id')
    .innerJoin('incoming_number_agents as hers', 'hers.number', 'calls.line')
    .select('calls.id')
    .where('calls.id', '=', callId)
    .where('recordings.voicemail', '=', true)
    .where('hers.agent_id', '=', agentId)
    .executeTakeFirst();
  return hers !== undefined;
}
