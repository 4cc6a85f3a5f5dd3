import { findRecordings } from '#server/calls/recording/recording-upload.ts';
import type { Context } from '#server/context.ts';
import { markerOf } from '#server/crm/call-words.ts';
import type { Trace, WriteResult, Written } from '#server/crm/crm-writes.ts';
import type { CrmRecord } from '#shared/crm/crm-record.ts';
import type { WriteCase } from './write-back.case.ts';
import type { WriteBackRow } from './write-back.claim.ts';

/** The CRM's clock may be a little behind ours. */
const CLOCKS_DIFFER_MS = 10 * 60_000;

/** The record that carries the caller's number, when there is one and only one; null: none, or several. */
export async function lookUp(context: Context, { owner, number }: WriteCase): Promise<WriteResult<CrmRecord | null>> {
  if (number === null) return { ok: true, value: null };
  const found = await context.crm.findByPhone(owner, number, { whole: true });
  if (found.ok) return { ok: true, value: found.value.length === 1 ? (found.value[0] ?? null) : null };
  if (found.problem.code === 'crm-forbidden') return { ok: true, value: null };
  return { ok: false, failure: { problem: found.problem, ambiguous: false, retryAfterMs: null } };
}

/** Whether an earlier try has written it after all. */
export function findStep(
  { crm, db }: Context,
  row: WriteBackRow,
  about: WriteCase,
): Promise<WriteResult<Written | null>> {
  const { locale, noteId, owner, parts } = about;
  if (row.step === 'recording' && noteId)
    return findRecordings({ crm, db }, { callId: row.call_id, owner, noteId, locale, parts });
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
