import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { inTurn } from './in-turn.ts';

/** Where someone was typing last, and when: a frame tells at each change, and stops after 5 s without a key. */
const typingSchema = v.object({
  tabId: v.pipe(v.number(), v.safeInteger()),
  frameId: v.pipe(v.number(), v.safeInteger()),
  at: v.number(),
});
const KEY = 'typing';
/** A page that went away in mid-word never says that it is over. */
const STALE_MS = 60_000;

export type Frame = { tabId: number | null; frameId: number | null };

const queue = inTurn();

/** A frame that has fallen silent says nothing of the one in which she types now. */
export function noteTyping({ tabId, frameId }: Frame, typing: boolean, now = Date.now()): Promise<void> {
  return queue(async () => {
    if (tabId === null || frameId === null) return;
    if (typing) return browser.storage.session.set({ [KEY]: { tabId, frameId, at: now } });
    const last = await lastTyping();
    if (last?.tabId === tabId && last.frameId === frameId) await browser.storage.session.remove(KEY);
  });
}

/** Whether someone types in the CRM page in front: nothing may be opened over it. */
export async function someoneTypes(now = Date.now()): Promise<boolean> {
  const last = await lastTyping();
  if (!last || now - last.at > STALE_MS) return false;
  const [front] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  return front?.id === last.tabId;
}

async function lastTyping() {
  const read = v.safeParse(typingSchema, (await browser.storage.session.get(KEY))[KEY]);
  return read.success ? read.output : undefined;
}
