import type { Book } from '#extension/companion/wrap-ups/book.schema.ts';
import { keptOf, put } from '#extension/companion/wrap-ups/book.ts';
import { agentApi } from '#shared/api/agent-api.ts';
import type { CallId } from '#shared/ids.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { publishWrapUps } from './publish.ts';
import { sendDue } from './send.ts';
import { changeBook } from './stored-book.ts';
import { whoAsks } from './who-asks.ts';

/** Tries again now: the way to the server where it has not come there yet, else the server's way to the CRM. */
export async function retry(callId: CallId): Promise<Result<Record<string, never>>> {
  const book = await changeBook((now) => dueNow(now, callId));
  await publishWrapUps();
  if (keptOf(book, callId)?.saving) {
    await sendDue();
    return ok({});
  }
  const who = await whoAsks();
  if (!who) return failed(problem('signed-out', 'You are signed out. Sign in again.'));
  const reply = await who.server.call(agentApi.retryWrapUp, { params: { id: callId } });
  if (!reply.ok) return reply;
  await changeBook((now) => ({ ...now, heard: [reply.value, ...now.heard.filter((one) => one.callId !== callId)] }));
  await publishWrapUps();
  return ok({});
}

function dueNow(book: Book, callId: CallId): Book {
  const kept = keptOf(book, callId);
  return kept?.saving ? put(book, { ...kept, nextTryAt: null, problem: null }) : book;
}
