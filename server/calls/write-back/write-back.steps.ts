import { attachRecordings } from '#server/calls/recording/recording-upload.ts';
import type { Context } from '#server/context.ts';
import type { CallEntry, WriteFailure, WriteResult, Written } from '#server/crm/crm-writes.ts';
import type { TokenOwner } from '#server/crm/token-owner.ts';
import { problem } from '#shared/problem.ts';
import type { WriteCase } from './write-back.case.ts';
import type { WriteBackRow } from './write-back.claim.ts';
import { callEntry, wordsOf } from './write-back.words.ts';

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
      return !written.ok && row.record === null && isRefused(written.failure) ? { ok: true, value: null } : written;
    }
    case 'note': {
      if (!row.record) return { ok: true, value: null };
      const note = { title: words.noteTitle, content: words.description };
      return row.crm_id ? crm.updateNote(owner, row.crm_id, note) : crm.addNote(owner, row.record, note);
    }
    case 'recording': {
      const { locale, noteId, parts } = about;
      if (!noteId) return { ok: false, failure: noNote };
      return attachRecordings(context, { callId: row.call_id, owner, noteId, locale, parts });
    }
    case 'follow-up-call':
    case 'follow-up-task': {
      const { followUp } = row.content;
      if (!followUp) return { ok: true, value: null };
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

const noNote: WriteFailure = {
  problem: problem('recording-gone', 'There is no note that the recording could lie at.'),
  ambiguous: false,
  retryAfterMs: null,
};

/** The CRM has an opinion about the entry, which will not change by itself. A right that is missing is none: somebody has to be told. */
const isRefused = ({ problem: { code }, ambiguous }: WriteFailure): boolean => !ambiguous && code === 'crm-refused';
