import type { Book } from '#extension/companion/wrap-ups/book.schema.ts';
import { withCall } from '#extension/companion/wrap-ups/book.ts';
import { keptSoftphone } from '#extension/entrypoints/background/snapshots.ts';
import type { SoftphoneSnapshot } from '#extension/wire/snapshots.ts';
import type { AgentId } from '#shared/ids.ts';
import { askServer } from './ask-server.ts';
import { publishWrapUps } from './publish.ts';
import { sendDue, unsent } from './send.ts';
import { changeBook, readBook } from './stored-book.ts';

/** Each time the softphone says how it stands, in that order: the call that has ended gets its window. */
export function noteCall({ agent, call, second }: SoftphoneSnapshot): Promise<Book> {
  const calls = [second, call].filter((one) => one !== null);
  return changeBook((book) => (agent ? calls.reduce((now, one) => withCall(now, agent.id, one), book) : book));
}

/** After it: everybody is shown how things stand, and what the server has news of is asked for. */
export async function followSoftphone({ agent, wrapUpsAt }: SoftphoneSnapshot): Promise<void> {
  await publishWrapUps();
  if (!agent || wrapUpsAt === null || (await readBook()).heardAt === wrapUpsAt) return;
  // The server is there: what waited for it goes now. Not waited for: the next snapshot must not stand behind a request.
  void changeBook((book) => allDue(book, agent.id))
    .then(sendDue)
    .then(() => askServer(wrapUpsAt))
    .catch(unsent);
}

/** Every half minute, and when a worker starts: what the one before it left undone. */
export async function catchUp(): Promise<void> {
  await publishWrapUps();
  await sendDue();
  const at = (await keptSoftphone())?.wrapUpsAt;
  if (at) await askServer(at);
}

/** Whatever waits for its time is due now. */
const allDue = (book: Book, agentId: AgentId): Book => ({
  ...book,
  kept: book.kept.map((one) =>
    one.agentId === agentId && one.nextTryAt !== null ? { ...one, nextTryAt: null, problem: null } : one,
  ),
});
