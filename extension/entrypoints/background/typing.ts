import * as z from 'zod/mini';

/** In which tab someone was typing last, and when: a page tells at each change, and stops after 5 s without a key. */
const typingSchema = z.object({ tabId: z.int(), at: z.number() });
const KEY = 'typing';
/** A page that went away in mid-word never says that it is over. */
const STALE_MS = 60_000;

export async function noteTyping(tabId: number | null, typing: boolean): Promise<void> {
  if (typing && tabId !== null) await chrome.storage.session.set({ [KEY]: { tabId, at: Date.now() } });
  else await chrome.storage.session.remove(KEY);
}

/** Whether someone types in the CRM page in front: nothing may be opened over it. */
export async function someoneTypes(): Promise<boolean> {
  const read = typingSchema.safeParse((await chrome.storage.session.get(KEY))[KEY]);
  if (!read.success || Date.now() - read.data.at > STALE_MS) return false;
  const [front] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
  return front?.id === read.data.tabId;
}
