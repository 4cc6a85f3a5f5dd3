import { browser } from 'wxt/browser';
import { addressOf, SMALL, smallWindow } from './bring-up.ts';
import { inTurn } from './in-turn.ts';
import { type Bounds, lastBounds } from './window-place.ts';

/** The softphone in a window of its own, which stays open beside her work: one at most, where and as large as she left it. */

const queue = inTurn();

/** Opens it, or brings it to the front. A small window that came up for a call or for a moment becomes it. */
export function keepWindow(): Promise<void> {
  return queue(async () => {
    const kept = await smallWindow('kept');
    if (kept !== undefined) {
      await browser.windows.update(kept, { focused: true });
      return;
    }
    const [other] = await browser.tabs.query({ url: `${browser.runtime.getURL('/popup.html')}?for=*` });
    if (other?.id === undefined) return create();
    await browser.tabs.update(other.id, { url: addressOf('kept') });
    if (other.windowId !== undefined) await browser.windows.update(other.windowId, { focused: true });
  });
}

async function create(): Promise<void> {
  const { left, top, ...size } = (await lastBounds()) ?? SOMEWHERE;
  const window = { url: addressOf('kept'), type: 'popup' as const, ...size, focused: true };
  const there = left === undefined || top === undefined ? {} : { left, top };
  try {
    await browser.windows.create({ ...window, ...there });
  } catch {
    // The screen on which it stood is gone: Chrome opens nothing that would be out of sight.
    await browser.windows.create(window);
  }
}

const SOMEWHERE: Partial<Bounds> = SMALL;
