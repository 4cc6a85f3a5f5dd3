import { begun, edited } from '#extension/companion/wrap-ups/book.ts';
import { keptSoftphone } from '#extension/entrypoints/background/snapshots.ts';
import type { DraftChange } from '#extension/wire/wrap-up-contract.ts';
import type { CallId } from '#shared/ids.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { changeBook } from './stored-book.ts';

/** Changes the draft of a call, which may be the one that is on. */
export async function change(callId: CallId, fields: DraftChange): Promise<Result<null>> {
  const phone = await keptSoftphone();
  const agentId = phone?.agent?.id;
  if (agentId === undefined) return failed(problem('signed-out', 'You are signed out. Sign in again.'));
  let known = false;
  await changeBook((book) => {
    const running = [phone?.call, phone?.second].find((call) => call?.id === callId);
    const there = running ? begun(book, agentId, running) : book;
    const next = edited(there, agentId, callId, fields);
    known = next !== undefined;
    return next ?? book;
  });
  return known ? ok(null) : failed(problem('not-found', 'Sidetone no longer has the notes of this call.'));
}
