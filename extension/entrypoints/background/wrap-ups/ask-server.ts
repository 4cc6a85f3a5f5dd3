import { withList } from '#extension/companion/wrap-ups/book.ts';
import { agentApi } from '#shared/api/agent-api.ts';
import { publishWrapUps } from './publish.ts';
import { toServer } from './server-queue.ts';
import { changeBook, readBook } from './stored-book.ts';
import { whoAsks } from './who-asks.ts';

/** The server said at `at` that something of hers has changed: asks what, once for each time it is said. */
export function askServer(at: string): Promise<void> {
  return toServer(async () => {
    const who = await whoAsks();
    if (!who) return;
    const book = await readBook();
    if (book.heardAt === at && book.heardFor === who.agentId) return;
    const reply = await who.server.call(agentApi.wrapUps);
    if (reply.ok) await changeBook((now) => withList(now, who.agentId, reply.value.wrapUps, at));
    // An older server has no wrap-ups: asking again would not change that.
    else if (!reply.problem.retry) await changeBook((now) => ({ ...now, heardFor: who.agentId, heardAt: at }));
    await publishWrapUps();
  });
}
