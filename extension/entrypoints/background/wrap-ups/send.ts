import { dueErrands, nextDue, run } from '#extension/companion/wrap-ups/sending.ts';
import { publishWrapUps } from './publish.ts';
import { toServer } from './server-queue.ts';
import { changeBook, readBook } from './stored-book.ts';
import { whoAsks } from './who-asks.ts';

/** Typing pauses this long before the server is told; the browser's own storage is told at once. */
const TYPING_PAUSE_MS = 400;

let waiting: ReturnType<typeof setTimeout> | undefined;

/** Sends what the server is owed. Nothing is lost if the worker dies over it: the next one finds it in storage. */
export function sendDue(): Promise<void> {
  return toServer(async () => {
    const now = () => new Date();
    const who = await whoAsks();
    if (!who) return;
    for (const errand of dueErrands(await readBook(), who.agentId, now())) {
      await changeBook(await run(errand, who.server, now, Math.random));
      await publishWrapUps();
    }
    const due = nextDue(await readBook(), who.agentId);
    if (due !== null) sendIn(Math.max(0, due - Date.now()));
  });
}

/** After a pause in typing. */
export const sendSoon = (): void => sendIn(TYPING_PAUSE_MS);

/** The alarm does the same every half minute: this worker may be asleep by then. */
function sendIn(ms: number): void {
  clearTimeout(waiting);
  waiting = setTimeout(() => void sendDue().catch(unsent), ms);
}

export const unsent = (error: unknown) => console.warn('a wrap-up was not sent', error);
