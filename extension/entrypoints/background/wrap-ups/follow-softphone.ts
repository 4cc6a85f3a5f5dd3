import type { Book } from '#extension/companion/wrap-ups/book.schema.ts';
import { withCall } from '#extension/companion/wrap-ups/book.ts';
import { keptSoftphone } from '#extension/entrypoints/background/snapshots.ts';
import type { SoftphoneSnapshot } from '#extension/wire/snapshots.ts';
import type { AgentId } from '#shared/ids.ts';
import { askServer } from './ask-server.ts';
import { publishWrapUps } from './publish.ts';
import { sendDue, unsent } from './send.ts';
import { changeBook, readBook } from './stored-book.ts';

/** Each time the softphone says how it stands: the call that has ended gets its window, and what the server has news of is asked for. */
export async function followSoftphone({ agent, call, wrapUpsAt }: SoftphoneSnapshot): Promise<void> {
  if (agent && call) await changeBook((book) => withCall(book, agent.id, call));
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
