import { agentsOfLine, type HeldCall, holdCall } from '#server/calls/call.store.ts';
import { legsOf, underHand } from '#server/calls/control/control-facts.ts';
import { callChanged } from '#server/calls/control/control-rounds.ts';
import { planWriteBack } from '#server/calls/write-back/write-back.plan.ts';
import type { Context } from '#server/context.ts';
import type { RecordingReport } from '#server/twilio/rest-rows.ts';
import type { CallId } from '#shared/ids.ts';

/** Which recording is meant. */
export interface Reported {
  id: CallId;
  /** The leg that Twilio keeps it under: whoever names another call's id changes nothing. */
  leg: string;
  /** From 1; `voicemail`: what the caller has left, whichever part that is. */
  part: number | 'voicemail';
}

/** Twilio tells how a part of a call's recording fares: in any order, more than once. What is complete is on its way to the record at once. */
export async function recordingReported(context: Context, about: Reported, report: RecordingReport): Promise<void> {
  const kept = await holdCall(context, { id: about.id }, async (call) => {
    if (!isOfCall(call, about.leg)) return undefined;
    const part = await keepReport(context, call, about, report);
    if (part === undefined) return undefined;
    context.log.info('recording changed', { callId: call.row.id, part, state: report.state });
    if (about.part !== 'voicemail') await call.append(factOf(part, about.leg, report));
    await settle(context, call, report.state);
    return underHand(call);
  });
  if (kept) callChanged(context, kept);
}

/** Twilio knows of no such part, and never will. */
export async function recordingAbsent(context: Context, callId: CallId, part: number): Promise<void> {
  await holdCall(context, { id: callId }, async (call) => {
    const changed = await call.tx
      .updateTable('recordings')
      .set({ state: 'absent', updated_at: context.clock.now() })
      .where('call_id', '=', callId)
      .where('part', '=', part)
      .where('state', 'in', ['expected', 'running'])
      .returning('part')
      .executeTakeFirst();
    if (changed) await settle(context, call, 'absent');
  });
}

/** Whoever was told that she is recorded may be known by that alone. */
const isOfCall = ({ events, row }: HeldCall, leg: string): boolean =>
  legsOf(row, events).has(leg) || events.some((event) => event.kind === 'recorded' && event.leg === leg);

const factOf = (part: number, leg: string, { sid, state }: RecordingReport) =>
  ({
    kind: 'recorded',
    part,
    what: state === 'running' ? 'started' : state === 'absent' ? 'absent' : 'over',
    sid,
    leg,
  }) as const;

/** Tells whom it concerns, and plans what may be written now: the last part that was waited for sends all on their way. */
async function settle(context: Context, call: HeldCall, state: RecordingReport['state']): Promise<void> {
  const { row, tx } = call;
  if (row.agent_id) await context.realtime.tell(tx, [row.agent_id], 'wrap-ups');
  if (state === 'running') return;
  const concerned = row.agent_id ? [row.agent_id] : await agentsOfLine(tx, row.line);
  await context.realtime.tell(tx, concerned, 'recent-calls');
  // Before that stage it is taken along with the rest.
  if ((await hasBegun(call)) && (await planWriteBack(context, tx, row))) call.toWrite = true;
}

/** Which part it was; undefined: it tells nothing new. */
async function keepReport(
  { clock }: Context,
  { tx, row, state }: HeldCall,
  about: Reported,
  report: RecordingReport,
): Promise<number | undefined> {
  const rows = await tx.selectFrom('recordings').selectAll().where('call_id', '=', row.id).forUpdate().execute();
  const known =
    rows.find(({ sid }) => sid === report.sid) ??
    rows.find(({ part, voicemail }) => (about.part === 'voicemail' ? voicemail : part === about.part));
  const part = known?.part ?? (about.part === 'voicemail' ? 1 : about.part);
  // Another round of ringing may still be answered, and recorded.
  if (report.state === 'absent' && part === 1 && state.state !== 'ended') return undefined;
  if (known && !isNews(known, report)) return undefined;
  if (await isAnothers(tx, row.id, report.sid)) return undefined;
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
    .values({ call_id: row.id, part, ...values })
    .onConflict((conflict) => conflict.columns(['call_id', 'part']).doUpdateSet(values))
    .execute();
  return part;
}

/** A recording is one call's, whatever a report names: what is kept under another stays there. */
async function isAnothers(tx: HeldCall['tx'], callId: CallId, sid: string | null): Promise<boolean> {
  if (sid === null) return false;
  const kept = tx.selectFrom('recordings').select('part').where('sid', '=', sid).where('call_id', '!=', callId);
  return (await kept.executeTakeFirst()) !== undefined;
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
