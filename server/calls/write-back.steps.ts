import type { Context } from '#server/context.ts';
import { type CallFacts, callWords, markerOf } from '#server/crm/call-words.ts';
import type { TokenOwner } from '#server/crm/crm.ts';
import type { CallEntry, Trace, WriteFailure, WriteResult, Written } from '#server/crm/crm-writes.ts';
import type { StoredRecording } from '#server/twilio/recording-file.ts';
import { languageOfLine } from '#shared/call-flow/line-language.ts';
import type { CrmRecord } from '#shared/crm/crm-record.ts';
import type { E164 } from '#shared/ids.ts';
import { problem } from '#shared/problem.ts';
import { attachRecording, findRecording } from './recording-upload.ts';
import type { WriteBackRow } from './write-back.claim.ts';

/** The CRM's clock may be a little behind ours. */
const CLOCKS_DIFFER_MS = 10 * 60_000;

/** All that the steps of one call go by. */
export interface WriteCase {
  owner: TokenOwner;
  /** The CRM's user who does what is planned: whose call it was, else the first of the line's people; null: there is nobody. */
  ownerId: string | null;
  timeZone: string;
  locale: string;
  startedAt: Date;
  facts: Omit<CallFacts, 'outcome' | 'words' | 'disposition' | 'talkedSeconds'>;
  number: E164 | null;
  /** `gone`: Twilio has it no longer. */
  recording: (StoredRecording & { gone: boolean }) | null;
  noteId: string | null;
}

/** Reads what a call's steps go by; undefined when the call was erased. */
export async function readCase({ db }: Pick<Context, 'db'>, row: WriteBackRow): Promise<WriteCase | undefined> {
  const call = await db
    .selectFrom('calls')
    .leftJoin('agents', 'agents.id', 'calls.agent_id')
    .leftJoin('incoming_numbers as line', 'line.number', 'calls.line')
    .leftJoin('recordings', (join) =>
      join.onRef('recordings.call_id', '=', 'calls.id').on('recordings.state', 'in', ['completed', 'gone']),
    )
    .leftJoin('write_backs as note', (join) => join.onRef('note.call_id', '=', 'calls.id').on('note.step', '=', 'note'))
    .leftJoin('write_backs as file', (join) =>
      join.onRef('file.call_id', '=', 'calls.id').on('file.step', '=', 'recording'),
    )
    .leftJoin('call_matches', (join) =>
      join.onRef('call_matches.call_id', '=', 'calls.id').onRef('call_matches.agent_id', '=', 'calls.agent_id'),
    )
    .select(['calls.direction', 'calls.line', 'calls.number', 'calls.name', 'calls.record', 'calls.created_at'])
    .select(['calls.agent_id', 'agents.name as agentName', 'agents.active', 'agents.crm_user_id', 'agents.time_zone'])
    .select(['agents.locale', 'line.name as lineName', 'note.crm_id as noteId', 'call_matches.match'])
    .select(['recordings.sid', 'recordings.channels', 'recordings.seconds', 'calls.parent_sid as parentSid'])
    .select(['recordings.state as recordingState', 'file.problem as fileProblem'])
    .where('calls.id', '=', row.call_id)
    .executeTakeFirst();
  if (!call) return undefined;
  const [keeper] = call.agent_id ? [] : await peopleOfLine(db, call.line);
  const matched =
    call.match?.state === 'known' ? call.match.records.find(({ ref }) => ref.id === row.record?.id) : undefined;
  return {
    // Who is no user of the CRM any more writes nothing there: what she did is written for her.
    owner: call.agent_id && call.active ? call.agent_id : 'organisation',
    ownerId: call.crm_user_id ?? keeper?.crm_user_id ?? null,
    timeZone: call.time_zone ?? keeper?.time_zone ?? 'UTC',
    locale: call.locale ?? languageOfLine(call.line),
    startedAt: call.created_at,
    number: call.number,
    facts: {
      callId: row.call_id,
      direction: call.direction,
      name: matched?.name ?? call.name,
      number: call.number,
      line: call.line,
      lineName: call.lineName,
      agentName: call.agentName,
      recordingTooLarge: call.fileProblem?.code === 'too-large' ? call.sid : null,
    },
    recording: call.sid
      ? {
          sid: call.sid,
          parentSid: call.parentSid,
          channels: call.channels ?? 2,
          seconds: call.seconds ?? 0,
          gone: call.recordingState === 'gone',
        }
      : null,
    noteId: call.noteId,
  };
}

/** As the admin listed them; who is no user of the CRM any more is left out. */
const peopleOfLine = (db: Context['db'], line: E164) =>
  db
    .selectFrom('incoming_number_agents')
    .innerJoin('agents', 'agents.id', 'incoming_number_agents.agent_id')
    .select(['agents.crm_user_id', 'agents.time_zone'])
    .where('incoming_number_agents.number', '=', line)
    .where('agents.active', '=', true)
    .orderBy('incoming_number_agents.place')
    .limit(1)
    .execute();

/** The record that carries the caller's number, when there is one and only one; null: none, or several. */
export async function lookUp(context: Context, { owner, number }: WriteCase): Promise<WriteResult<CrmRecord | null>> {
  if (number === null) return { ok: true, value: null };
  const found = await context.crm.findByPhone(owner, number);
  if (found.ok) return { ok: true, value: found.value.length === 1 ? (found.value[0] ?? null) : null };
  if (found.problem.code === 'crm-forbidden') return { ok: true, value: null };
  return notWritten({ problem: found.problem, ambiguous: false, retryAfterMs: null });
}

/** Whether an earlier try has written it after all. */
export function findStep({ crm }: Context, row: WriteBackRow, about: WriteCase): Promise<WriteResult<Written | null>> {
  const { noteId, owner, recording } = about;
  if (row.step === 'recording' && noteId && recording) return findRecording({ crm }, { owner, noteId }, recording);
  const trace = traceOf(row, about);
  return trace ? crm.findWritten(about.owner, trace) : Promise.resolve({ ok: true, value: null });
}

function traceOf({ call_id, record, step }: WriteBackRow, about: WriteCase): Trace | undefined {
  const since = new Date(about.startedAt.getTime() - CLOCKS_DIFFER_MS);
  switch (step) {
    case 'lookup':
    case 'recording':
      return undefined;
    case 'call':
    case 'note':
      return { what: step, record, marker: markerOf(call_id), since };
    case 'follow-up-call':
      return { what: step, record, marker: markerOf(call_id, 'call'), since };
    case 'follow-up-task':
      return { what: step, record, marker: markerOf(call_id, 'task'), since };
  }
}

/** Writes one step, or changes what it wrote before. null: the CRM takes no such entry, and it is left out. */
export async function writeStep(
  context: Context,
  row: WriteBackRow,
  about: WriteCase,
): Promise<WriteResult<Written | null>> {
  const { crm } = context;
  const { owner } = about;
  const words = wordsOf(row, about);
  switch (row.step) {
    case 'lookup':
      return { ok: true, value: null };
    case 'call': {
      const entry = callEntry(row, about, words);
      if (row.crm_id) return changeCall(context, row, { id: row.crm_id, owner, entry });
      const written = await crm.logCall(owner, row.record, entry);
      return !written.ok && row.record === null && isRefusal(written.failure) ? { ok: true, value: null } : written;
    }
    case 'note': {
      if (!row.record) return { ok: true, value: null };
      const note = { title: words.noteTitle, content: words.description };
      return row.crm_id ? crm.updateNote(owner, row.crm_id, note) : crm.addNote(owner, row.record, note);
    }
    case 'recording': {
      const { noteId, recording } = about;
      if (!noteId || !recording || recording.gone) return notWritten(noRecording);
      return attachRecording(context, { callId: row.call_id, owner, noteId }, recording);
    }
    case 'follow-up-call':
    case 'follow-up-task': {
      const { followUp } = row.content;
      if (!followUp || about.ownerId === null) return { ok: true, value: null };
      const kind = row.step === 'follow-up-call' ? 'call' : 'task';
      return crm.createFollowUp(owner, row.record, {
        kind,
        subject: followUp.subject.trim() || words.followUpSubject,
        at: new Date(followUp.at),
        timeZone: about.timeZone,
        ownerId: about.ownerId,
        description: words.followUp(kind),
      });
    }
  }
}

/** Whoever answered after all may not be let change what the organisation has entered: then that does. */
async function changeCall(
  { crm }: Context,
  { content }: WriteBackRow,
  { id, owner, entry }: { id: string; owner: TokenOwner; entry: CallEntry },
): Promise<WriteResult<Written>> {
  const { description, result, subject, talkedSeconds, type } = entry;
  const happened = content.revised === 'facts' ? { happened: { subject, talkedSeconds, type } } : {};
  const change = { result, description, ...happened };
  const changed = await crm.updateCall(owner, id, change);
  const notHers = !changed.ok && content.revised === 'facts' && changed.failure.problem.code === 'crm-forbidden';
  return notHers && owner !== 'organisation' ? crm.updateCall('organisation', id, change) : changed;
}

const noRecording: WriteFailure = {
  problem: problem('recording-gone', 'The recording is no longer there.'),
  ambiguous: false,
  retryAfterMs: null,
};

const notWritten = (failure: WriteFailure): WriteResult<never> => ({ ok: false, failure });

/** The CRM has an opinion about the entry, which will not change by itself. */
const isRefusal = ({ problem: { code }, ambiguous }: WriteFailure): boolean =>
  !ambiguous && (code === 'crm-refused' || code === 'crm-forbidden');

const wordsOf = ({ content }: WriteBackRow, { facts, locale }: WriteCase) =>
  callWords(
    {
      ...facts,
      outcome: content.outcome ?? null,
      words: content.description ?? '',
      disposition: content.disposition ?? 'failed',
      talkedSeconds: content.talkedSeconds ?? 0,
    },
    locale,
  );

function callEntry({ content }: WriteBackRow, about: WriteCase, words: ReturnType<typeof wordsOf>): CallEntry {
  const { direction } = about.facts;
  return {
    subject: words.subject,
    type: content.disposition === 'missed' ? 'missed' : direction === 'incoming' ? 'inbound' : 'outbound',
    startedAt: about.startedAt,
    talkedSeconds: content.talkedSeconds ?? 0,
    result: words.result,
    description: words.description,
    timeZone: about.timeZone,
  };
}
