import type { Page } from 'puppeteer-core';
import type { AgentBrowser } from '#test/support/browser/agent-browser.ts';
import { hiddenElement } from '#test/support/browser/closed-root.ts';

/** When something was shown, ms since 1970. */
export interface Watch {
  /** Forgets what was seen; from now on the next time counts. */
  again(): Promise<void>;
  seenAt(): Promise<number | undefined>;
}

/**
 * The in-page card, from inside: its closed root is found through the debugger, and an observer of the page's own notes when it
 * first says `words` of a call that rings. It must say them just now: for that a first call is rung.
 */
export async function watchCard(page: Page, words: string): Promise<Watch> {
  const { backendNodeId } = await hiddenElement(page, new RegExp(words));
  const session = await page.createCDPSession();
  const { object } = await session.send('DOM.resolveNode', { backendNodeId });
  if (!object.objectId) throw new Error('the card can’t be reached');
  await session.send('Runtime.callFunctionOn', {
    objectId: object.objectId,
    functionDeclaration: observeCard.toString(),
    arguments: [{ value: words }],
  });
  return {
    again: () => page.evaluate(() => void Reflect.set(window, 'cardSeenAt', undefined)),
    seenAt: () => page.evaluate(() => Reflect.get(window, 'cardSeenAt')),
  };
}

/** Runs in the page, on an element inside the card. */
function observeCard(this: Element, words: string): void {
  const root = this.getRootNode();
  if (!(root instanceof ShadowRoot)) throw new Error('this is not the card');
  const look = () => {
    const ringing = root.querySelector('[role="alertdialog"]');
    const shows = ringing?.textContent?.includes(words) ?? false;
    const seen = Reflect.get(window, 'cardSeenAt') !== undefined;
    if (shows && !seen) Reflect.set(window, 'cardSeenAt', Date.now());
  };
  new MutationObserver(look).observe(root, { subtree: true, childList: true, characterData: true });
}

/** The softphone's snapshot, as popup and options page get it: when it first says that it rings. */
export async function watchRinging(agent: AgentBrowser): Promise<Watch> {
  const worker = await agent.worker();
  await worker.evaluate(() => {
    chrome.storage.session.onChanged.addListener((changes) => {
      for (const { newValue } of Object.values(changes)) {
        const call: unknown = typeof newValue === 'object' && newValue !== null ? Reflect.get(newValue, 'call') : null;
        const rings = typeof call === 'object' && call !== null && Reflect.get(call, 'state') === 'ringing';
        if (rings && Reflect.get(globalThis, 'rangAt') === undefined) Reflect.set(globalThis, 'rangAt', Date.now());
      }
    });
  });
  return {
    again: () => worker.evaluate(() => void Reflect.set(globalThis, 'rangAt', undefined)),
    seenAt: () => worker.evaluate(() => Reflect.get(globalThis, 'rangAt')),
  };
}
