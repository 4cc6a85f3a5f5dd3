import { saved } from '#extension/companion/wrap-ups/book.ts';
import type { CallId } from '#shared/ids.ts';
import { ok, type Result } from '#shared/result.ts';
import { publishWrapUps } from './publish.ts';
import { sendDue, unsent } from './send.ts';
import { changeBook } from './stored-book.ts';

/** Hands it to the server, for as long as that takes; its window goes at once. */
export async function save(callId: CallId): Promise<Result<Record<string, never>>> {
  await changeBook((book) => saved(book, callId));
  await publishWrapUps();
  void sendDue().catch(unsent);
  return ok({});
}
