import * as v from 'valibot';
import { type Browser, browser } from 'wxt/browser';
import { smallWindow } from './bring-up.ts';

/** Where the softphone's own window stood last, and how large it was; outlives the browser. */

const KEY = 'window';
const whole = v.pipe(v.number(), v.safeInteger());
const boundsSchema = v.object({ left: whole, top: whole, width: whole, height: whole });
export type Bounds = v.InferOutput<typeof boundsSchema>;

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

/** undefined: it was never moved. */
export async function lastBounds(): Promise<Bounds | undefined> {
  const read = v.safeParse(boundsSchema, (await browser.storage.local.get(KEY))[KEY]);
  return read.success ? read.output : undefined;
}
