import * as v from 'valibot';
import { shownOf } from '#extension/companion/wrap-ups/book-view.ts';
import { toSoftphone } from '#extension/entrypoints/background/offscreen.ts';
import { keptSoftphone } from '#extension/entrypoints/background/snapshots.ts';
import type { CallId } from '#shared/ids.ts';
import { problem, problemSchema } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { crmLists } from './crm-lists.ts';
import { nextCall } from './next-call.ts';
import { readBook } from './stored-book.ts';

const answerSchema = v.variant('ok', [
  v.object({ ok: v.literal(true) }),
  v.object({ ok: v.literal(false), problem: problemSchema }),
]);

/** Calls whoever comes after this wrap-up. Read anew: somebody may have taken care of a missed call meanwhile. */
export async function dialNext(callId: CallId): Promise<Result<null>> {
  const [phone, book, lists] = await Promise.all([keptSoftphone(), readBook(), crmLists()]);
  const wrapUp = phone?.agent && shownOf(book, phone.agent.id).find((one) => one.callId === callId);
  const next = phone && wrapUp ? nextCall(wrapUp, phone, lists, new Date()) : null;
  if (next === null) return failed(problem('call-gone', 'There is nobody left to call. Save without calling.'));
  const input = { to: next.number, record: next.record, from: null };
  const answer = v.parse(answerSchema, await toSoftphone({ kind: 'do', name: 'call.dial', input }));
  return answer.ok ? ok(null) : failed(answer.problem);
}
