import { type Problem, problem } from '#shared/problem.ts';
import type { Clock } from '#shared/time.ts';
import type { CrmWrites, WriteFailure, WriteResult, Written } from './crm-writes.ts';
import type { TokenOwner } from './token-owner.ts';
import { type Choice, callChange, callRow, noteChange, noteRow, plannedCallRow, taskRow } from './zoho.activities.ts';
import type { ZohoFault } from './zoho.fault.ts';
import type { ZohoFields } from './zoho.fields.ts';
import type { ZohoRequests } from './zoho.request.ts';
import { tracesReplySchema } from './zoho.schema.ts';

/** What an entry can do without: refused for one of these, it is written without it. */
const DISPENSABLE = ['Call_Result', 'Reminder', 'Remind_At'];
/**
 * Zoho takes no other type for a call that was logged ("You are trying to update the Call_Type", Kaizen #38), and for a missed one no
 * duration: then subject and words alone say what happened. It is tried: nothing else would show it in reports.
 */
const FIXED_ONCE_LOGGED = ['Call_Type', 'Call_Duration'];
const DISPENSABLE_IN = {
  POST: new Set(DISPENSABLE),
  PUT: new Set([...DISPENSABLE, ...FIXED_ONCE_LOGGED]),
};

/**
 * What Sidetone writes to Zoho. No `trigger` is sent: the organisation's workflow rules run for it as for what people enter by hand,
 * so that "a call was logged" or "a task was planned" moves a lead on in Zoho whoever wrote it.
 */
export function openZohoWrites(
  clock: Pick<Clock, 'now'>,
  requests: ZohoRequests,
  fields: ZohoFields,
): Omit<CrmWrites, 'findWritten' | 'searchRecords'> {
  async function write(
    owner: TokenOwner,
    method: 'POST' | 'PUT',
    path: string,
    row: Record<string, unknown>,
  ): Promise<WriteResult<Written>> {
    const reply = await requests.write(owner, method, path, row);
    if (reply.ok) return { ok: true, value: reply.value };
    const { field } = reply.fault;
    if (field !== null && DISPENSABLE_IN[method].has(field) && field in row) {
      const { [field]: _refused, ...rest } = row;
      return write(owner, method, path, rest);
    }
    return { ok: false, failure: await failureOf(owner, path, reply.fault) };
  }

  /** @param rowOf what it is to be, from the text that it has now. */
  async function change(
    owner: TokenOwner,
    path: string,
    text: 'Description' | 'Note_Content',
    rowOf: (there: string | null) => Promise<Record<string, unknown>>,
  ): Promise<WriteResult<Written>> {
    const before = await requests.look(owner, path, { fields: `id,${text}` }, tracesReplySchema);
    const away = !before.ok && ['crm-away', 'crm-signed-out'].includes(before.fault.problem.code);
    // Whatever else is wrong shows when it is changed.
    const changed: WriteResult<Written> = away
      ? { ok: false, failure: await failureOf(owner, path, before.fault) }
      : await write(owner, 'PUT', path, await rowOf((before.ok && before.value?.data[0]?.[text]) || null));
    return changed.ok ? changed : { ok: false, failure: { ...changed.failure, ambiguous: false } };
  }

  async function failureOf(owner: TokenOwner, path: string, fault: ZohoFault): Promise<WriteFailure> {
    const module = path.split('/')[1] ?? '';
    return {
      problem: fault.field === null ? fault.problem : refusedField(await fields.label(owner, module, fault.field)),
      ambiguous: fault.ambiguous,
      retryAfterMs: fault.retryAfterMs,
    };
  }

  const choiceOf =
    (owner: TokenOwner): Choice =>
    (...asked) =>
      fields.choice(owner, ...asked);

  return {
    logCall: async (owner, record, call) =>
      write(owner, 'POST', '/Calls', await callRow(record, call, choiceOf(owner))),
    updateCall: (owner, callId, entry) =>
      change(owner, `/Calls/${encodeURIComponent(callId)}`, 'Description', (there) =>
        callChange(entry, choiceOf(owner), there),
      ),
    addNote: (owner, record, note) => write(owner, 'POST', '/Notes', noteRow(record, note)),
    updateNote: (owner, noteId, note) =>
      change(owner, `/Notes/${encodeURIComponent(noteId)}`, 'Note_Content', async (there) => noteChange(note, there)),
    async attachFile(owner, noteId, file) {
      const path = `/Notes/${encodeURIComponent(noteId)}/Attachments`;
      const reply = await requests.upload(owner, path, file);
      return reply.ok
        ? { ok: true, value: reply.value }
        : { ok: false, failure: await failureOf(owner, path, reply.fault) };
    },
    async createFollowUp(owner, record, plan) {
      const now = clock.now();
      return plan.kind === 'call'
        ? write(owner, 'POST', '/Calls', await plannedCallRow(record, plan, now, choiceOf(owner)))
        : write(owner, 'POST', '/Tasks', await taskRow(record, plan, now, choiceOf(owner)));
    },
  };
}

const refusedField = (label: string): Problem =>
  problem('crm-refused', `Zoho does not take this as it is: see its field “${label}”.`, { params: { field: label } });
