import { browser } from 'wxt/browser';
import type { CallView } from '#extension/wire/snapshots.ts';
import { smallWindow } from './bring-up.ts';
import { readBook } from './wrap-ups/stored-book.ts';

/** The small window that came up for a ringing call goes by itself: with the ringing, or, if she answered in it, with the call. */

/** Set while she talks in the window: kept for the session, because a worker does not live as long as a call. */
const TALKS = 'ringing.talks-in-window';

const onTheLine = (call: CallView | null) => call?.state === 'answering' || call?.state === 'live';

/** The call no longer rings. */
export async function afterRinging(call: CallView | null): Promise<void> {
  const id = await smallWindow('ringing');
  if (id === undefined) return;
  const { focused } = await browser.windows.get(id);
  // Hers to hang up: elsewhere she may have nothing of Sidetone in sight.
  if (onTheLine(call) && focused) await browser.storage.session.set({ [TALKS]: true });
  else await close();
}

/** Whatever the softphone says while nothing rings. She notes the call where she has talked: then the window stays until that is done. */
export async function afterTalking(call: CallView | null): Promise<void> {
  if (onTheLine(call) || !(await talksInWindow()) || (await readBook()).shown !== null) return;
  await close();
  await browser.storage.session.remove(TALKS);
}

/** A window that came only when the ringing was over. */
export async function closeLate(): Promise<void> {
  if (!(await talksInWindow())) await close();
}

async function talksInWindow(): Promise<boolean> {
  return (await browser.storage.session.get(TALKS))[TALKS] === true;
}

async function close(): Promise<void> {
  const id = await smallWindow('ringing');
  if (id !== undefined) await browser.windows.remove(id);
}
