import type { ServerClient } from '#extension/companion/server-client.ts';
import { agentApi } from '#shared/api/agent-api.ts';
import type { AgentId } from '#shared/ids.ts';
import type { Problem } from '#shared/problem.ts';
import type { Book, Kept } from './book.schema.ts';
import { forgotten, keptOf, put, sent, taken } from './book.ts';
import { EARLIEST, pauseAfter } from './pause.ts';

/** One request that the server is owed. */
export interface Errand {
  readonly what: 'save' | 'keep';
  readonly kept: Kept;
}

/** What is due, what she saved first. A draft of something that was saved before is sent only when she saves it again. */
export function dueErrands(book: Book, agentId: AgentId, now: Date): Errand[] {
  const due = book.kept.filter(
    (one) => one.agentId === agentId && Date.parse(one.nextTryAt ?? EARLIEST) <= now.getTime(),
  );
  const again = new Set(book.heard.filter(({ state }) => state !== 'open').map(({ callId }) => callId));
  const saves = due.filter(({ saving, problem, nextTryAt }) => saving && !(problem !== null && nextTryAt === null));
  const keeps = due.filter((one) => !one.saving && one.edit > one.sentEdit && !again.has(one.call.callId));
  return [
    ...saves.map((kept): Errand => ({ what: 'save', kept })),
    ...keeps.map((kept): Errand => ({ what: 'keep', kept })),
  ];
}

/** When the next errand is due that waits for its time; null: none. */
export function nextDue(book: Book, agentId: AgentId): number | null {
  const times = book.kept.flatMap(({ agentId: whose, nextTryAt }) =>
    whose === agentId && nextTryAt !== null ? [Date.parse(nextTryAt)] : [],
  );
  return times.length === 0 ? null : Math.min(...times);
}

/** Runs one errand and answers how the book goes on, to be applied to the book of that later moment. */
export async function run({ what, kept }: Errand, server: ServerClient, now: () => Date, random: () => number) {
  const { call, draft, edit } = kept;
  const asked = { params: { id: call.callId }, input: { draft, edit } };
  if (what === 'keep') {
    const reply = await server.call(agentApi.keepWrapUp, asked);
    return (book: Book) => (reply.ok ? sent(book, call.callId, edit) : later(book, kept, reply.problem, now(), random));
  }
  const reply = await server.call(agentApi.saveWrapUp, asked);
  return (book: Book) => {
    if (reply.ok) return taken(book, call.callId, edit, reply.value);
    // The server is sure: it is nobody's to note (a call between colleagues, one that was never placed).
    if (reply.problem.code === 'not-found') return forgotten(book, call.callId);
    return later(book, kept, reply.problem, now(), random);
  };
}

function later(book: Book, kept: Kept, problem: Problem, now: Date, random: () => number): Book {
  const there = keptOf(book, kept.call.callId);
  // Saved meanwhile: that is its own attempt.
  if (!there || there.saving !== kept.saving) return book;
  const pauseMs = pauseAfter(problem, there, random);
  const nextTryAt = pauseMs === null ? null : new Date(now.getTime() + pauseMs).toISOString();
  return put(book, { ...there, tries: there.tries + 1, nextTryAt, problem });
}
