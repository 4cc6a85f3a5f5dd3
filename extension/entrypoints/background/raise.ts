import { browser } from 'wxt/browser';
import { bringUp } from './bring-up.ts';
import { someoneTypes } from './typing.ts';

/** For which call the popup was opened, or deliberately not: kept for the session, because the worker may die while the call rings. */
const RAISED = 'ringing.raised';

/** The call for which it is being opened now. */
let raising: string | undefined;

/** Brings the popup up for the call that began to ring then, unless someone types: once, by whichever worker comes to do it. */
export async function raiseOnce(startedAt: string): Promise<void> {
  if (raising === startedAt) return;
  raising = startedAt;
  try {
    const { [RAISED]: raised } = await browser.storage.session.get(RAISED);
    if (raised === startedAt) return;
    if (!(await someoneTypes())) await bringUp('ringing');
    await browser.storage.session.set({ [RAISED]: startedAt });
  } finally {
    if (raising === startedAt) raising = undefined;
  }
}
