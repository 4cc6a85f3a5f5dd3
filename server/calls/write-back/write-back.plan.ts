import type { Kysely } from 'kysely';
import { callSettings } from '#server/admin/call-settings.ts';
import type { CallRow } from '#server/calls/call-row.ts';
import { isBetweenColleagues } from '#server/calls/control/colleagues.ts';
import type { Context } from '#server/context.ts';
import type { Database, WriteContent } from '#server/database/schema.ts';
import { EMPTY_DRAFT, type WrapUpDraft } from '#shared/call/wrap-up.ts';
import { languageOfLine } from '#shared/call-flow/line-language.ts';
import type { RecordRef } from '#shared/crm/crm-record.ts';
import type { CallId } from '#shared/ids.ts';
import { writeBackJob } from './write-back.job.ts';
import { OPEN_MS } from './write-back.schedule.ts';
import { type Wanted, want } from './write-back.want.ts';

type Tx = Kysely<Database>;
type Needs = Pick<Context, 'clock' | 'jobs' | 'realtime'>;

/**
 * Writes down what of an ended call is to reach the CRM, and queues the work, both in the caller's transaction. Done again it adds only what
 * is new: words that were saved late, a recording that has come, another record for what has failed. Answers whether anything is to do.
 *
 * @param again what has failed is tried anew: somebody has acted.
 */
export async function planWriteBack(context: Needs, tx: Tx, call: CallRow, again = false): Promise<boolean> {
  if (!call.disposition || !call.ended_at || (await isBetweenColleagues(tx, call))) return false;
  const now = context.clock.now();
  const kept = call.agent_id && (await draftOf(tx, call));
  const counts = kept && (kept.saved_at !== null || call.ended_at.getTime() + OPEN_MS <= now.getTime());
  const draft = counts ? kept.draft : EMPTY_DRAFT;
  if (kept && !kept.draft.log && (await callSettings(tx)).mayLeaveOut) return false;

  const target = await recordOf(tx, call, kept ? kept.draft.record : null, Boolean(kept?.saved_at));
  const { heard, voicemail } = await partsOf(tx, call);
  const wanted = [
    ...wantedSteps(call, draft, target, heard),
    ...(voicemail && target.record === null ? voicemailTask(call, call.ended_at) : []),
  ];
  let toDo = false;
  for (const { step, content } of wanted) {
    toDo = (await want(tx, now, call, { step, content, record: target.record }, again)) || toDo;
  }
  if (again) await forgetUnwanted(tx, call, wanted);
  if (!toDo) return false;
  await context.jobs.enqueue(tx, writeBackJob, { callId: call.id }, call.id);
  if (call.agent_id) await context.realtime.tell(tx, [call.agent_id], 'wrap-ups');
  return true;
}

/** Those that there is something to hear of, once no other is waited for: their number is part of their names. */
async function partsOf(tx: Tx, { id }: CallRow): Promise<{ heard: number[]; voicemail: boolean }> {
  const rows = await tx
    .selectFrom('recordings')
    .select(['part', 'state', 'voicemail'])
    .where('call_id', '=', id)
    .orderBy('part')
    .execute();
  const left = rows.some(({ state }) => state === 'completed');
  if (!left || rows.some(({ state }) => state === 'expected' || state === 'running'))
    return { heard: [], voicemail: false };
  const heard = rows.filter(({ state }) => state === 'completed' || state === 'gone').map(({ part }) => part);
  return { heard, voicemail: rows.some((row) => row.voicemail && row.state === 'completed') };
}

const draftOf = async (tx: Tx, { id, agent_id }: CallRow) =>
  agent_id === null
    ? undefined
    : tx
        .selectFrom('wrap_ups')
        .selectAll()
        .where('call_id', '=', id)
        .where('agent_id', '=', agent_id)
        .executeTakeFirst();

/** Every card that was shown says that nobody in the CRM has the number: a search costs dozens of requests. */
async function isKnownAsUnknown(tx: Tx, callId: CallId): Promise<boolean> {
  const rows = await tx.selectFrom('call_matches').select('match').where('call_id', '=', callId).execute();
  return rows.length > 0 && rows.every(({ match }) => match.state === 'unknown');
}

interface Target {
  record: RecordRef | null;
  /** Nobody has been asked yet whose number it is. */
  lookUp: boolean;
}

/** Where it goes: as the agent says, else to the record that she called, else to the only one that carries the number. */
async function recordOf(tx: Tx, call: CallRow, chosen: RecordRef | null, saved: boolean): Promise<Target> {
  if (chosen || saved) return { record: chosen, lookUp: false };
  if (call.record) return { record: call.record, lookUp: false };
  if (!call.number) return { record: null, lookUp: false };
  const lookedUp = await tx
    .selectFrom('write_backs')
    .select('step')
    .where('call_id', '=', call.id)
    .where('step', '=', 'lookup')
    .where('state', '=', 'done')
    .executeTakeFirst();
  if (lookedUp) return { record: null, lookUp: false };
  // Of a missed call the organisation's own eyes decide, not those of whoever was rung; it was asked for the card already.
  if (call.agent_id === null) return { record: null, lookUp: !(await isKnownAsUnknown(tx, call.id)) };
  const matches = await tx
    .selectFrom('call_matches')
    .select('match')
    .where('call_id', '=', call.id)
    .where('agent_id', '=', call.agent_id)
    .execute();
  const known = matches.flatMap(({ match }) => (match.state === 'known' ? [match.records] : []));
  const only = known[0]?.length === 1 ? known[0][0] : undefined;
  const asked =
    known.length > 0 || matches.some(({ match }) => match.state === 'unknown' || match.state === 'not-shared');
  return { record: only?.ref ?? null, lookUp: !asked };
}

function wantedSteps(call: CallRow, draft: WrapUpDraft, target: Target, parts: number[]): Wanted[] {
  const content: WriteContent = {
    outcome: draft.outcome,
    description: draft.description.trim(),
    ...(call.disposition && { disposition: call.disposition }),
    talkedSeconds: call.talked_seconds,
  };
  const recorded = parts.length > 0;
  const mayHaveRecord = target.record !== null || target.lookUp;
  const noted = mayHaveRecord && (content.description !== '' || recorded);
  return [
    ...(target.lookUp ? [{ step: 'lookup' as const, content: {} }] : []),
    { step: 'call', content },
    ...(noted ? [{ step: 'note' as const, content }] : []),
    ...(mayHaveRecord && recorded ? [{ step: 'recording' as const, content: parts.length > 1 ? { parts } : {} }] : []),
    ...(draft.followUpCall
      ? [{ step: 'follow-up-call' as const, content: { ...content, followUp: draft.followUpCall } }]
      : []),
    ...(draft.followUpTask
      ? [{ step: 'follow-up-task' as const, content: { ...content, followUp: draft.followUpTask } }]
      : []),
  ];
}

/** A message that lies at no record must not be lost: one of the line's people is asked to listen to it. */
function voicemailTask(call: CallRow, at: Date): Wanted[] {
  const { number } = call;
  const spanish = languageOfLine(call.line).startsWith('es');
  const subject = spanish
    ? `Mensaje de voz de ${number ?? 'número oculto'}`
    : `Voicemail from ${number ?? 'hidden number'}`;
  const description = spanish
    ? 'Escúchelo en Sidetone, en las llamadas recientes.'
    : 'Listen to it in Sidetone, under recent calls.';
  const followUp = { subject, at: at.toISOString() };
  return [{ step: 'follow-up-task', content: { disposition: 'missed', voicemail: true, description, followUp } }];
}

/** A follow-up that she has taken back before it was written. */
async function forgetUnwanted(tx: Tx, call: CallRow, wanted: readonly Wanted[]): Promise<void> {
  await tx
    .deleteFrom('write_backs')
    .where('call_id', '=', call.id)
    .where('step', 'in', ['follow-up-call', 'follow-up-task', 'note', 'recording'])
    .where('step', 'not in', ['lookup', ...wanted.map(({ step }) => step)])
    .where('state', 'in', ['pending', 'waiting', 'failed'])
    .where('unsure', '=', false)
    .where('crm_id', 'is', null)
    .execute();
}
