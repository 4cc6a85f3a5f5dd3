import * as v from 'valibot';
import { type Browser, browser } from 'wxt/browser';
import { addressOf, SMALL, smallWindow } from './bring-up.ts';
import { inTurn } from './in-turn.ts';

/** The softphone in a window of its own, which stays open beside her work: one at most, where and as large as she left it. */

const KEY = 'window';
const whole = v.pipe(v.number(), v.safeInteger());
const boundsSchema = v.object({ left: whole, top: whole, width: whole, height: whole });
type Bounds = v.InferOutput<typeof boundsSchema>;

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
  const { left, top, ...size } = (await lastBounds()) ?? SMALL_SOMEWHERE;
  const window = { url: addressOf('kept'), type: 'popup' as const, ...size, focused: true };
  const there = left === undefined || top === undefined ? {} : { left, top };
  try {
    await browser.windows.create({ ...window, ...there });
  } catch {
    // The screen on which it stood is gone: Chrome opens nothing that would be out of sight.
    await browser.windows.create(window);
  }
}

const SMALL_SOMEWHERE: Partial<Bounds> = SMALL;

/** Follows the window as it is moved: heard by a worker that was started for it too. Only Chrome tells of it. */
export function rememberWindow(): void {
  chrome.windows.onBoundsChanged.addListener((moved) => {
    void noteBounds(moved).catch((error: unknown) => console.warn('where the window stands was not kept', error));
  });
}

async function noteBounds({ id, state, left, top, width, height }: Browser.windows.Window): Promise<void> {
  if (state !== undefined && state !== 'normal') return;
  if (id === undefined || id !== (await smallWindow('kept'))) return;
  const bounds = v.safeParse(boundsSchema, { left, top, width, height });
  if (bounds.success) await browser.storage.local.set({ [KEY]: bounds.output });
}

async function lastBounds(): Promise<Bounds | undefined> {
  const read = v.safeParse(boundsSchema, (await browser.storage.local.get(KEY))[KEY]);
  return read.success ? read.output : undefined;
}
