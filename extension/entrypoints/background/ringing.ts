import * as v from 'valibot';
import { browser } from 'wxt/browser';
import type { CallView, SoftphoneSnapshot } from '#extension/wire/snapshots.ts';
import { inTurn } from './in-turn.ts';
import { clearNotification, notificationOf, showNotification } from './notification.ts';
import { raiseOnce } from './raise.ts';
import { afterRinging, afterTalking, closeLate } from './ring-window.ts';

/** What the notification says of which call: kept for the session, because the worker may die between two snapshots of one ring. */
const SHOWN = 'ringing.shown';
const shownSchema = v.object({ startedAt: v.string(), text: v.string() });

const queue = inTurn();

/**
 * A ringing call comes to the front once: system notification with Answer and Decline, and the popup unless someone types. Later
 * snapshots of the same ring only change the notification's text (the card has come); one that was put away stays away. Each step is
 * noted when it is done: a worker that dies between two of them leaves the rest to the next.
 */
export function showRinging({ call, second }: SoftphoneSnapshot): Promise<void> {
  const ringing = [call, second].find((one) => one?.state === 'ringing');
  // In turn: a call that is taken back at once must not leave the notification of its ringing behind.
  return queue(() => (ringing ? show(ringing) : clear(call)));
}

async function show(call: CallView): Promise<void> {
  const { startedAt } = call;
  // Not waited for: a window that does not come must hold up neither the notification nor its end.
  void bringToFront(startedAt).catch(unseen);
  const shown = await lastShown();
  const notification = await notificationOf(call);
  const text = JSON.stringify([notification.title, notification.message]);
  if (shown?.startedAt === startedAt && shown.text === text) return;
  await showNotification(startedAt, notification, shown?.startedAt).catch(unseen);
  await browser.storage.session.set({ [SHOWN]: { startedAt, text } });
}

async function bringToFront(startedAt: string): Promise<void> {
  await raiseOnce(startedAt);
  // The window may have come after the ringing was over.
  await queue(async () => {
    if ((await lastShown())?.startedAt !== startedAt) await closeLate();
  });
}

const unseen = (error: unknown) => console.warn('a ringing call could not be shown', error);

async function clear(call: CallView | null): Promise<void> {
  const shown = await lastShown();
  if (shown === undefined) return afterTalking(call);
  await afterRinging(call).catch(unseen);
  await clearNotification(shown.startedAt);
  await browser.storage.session.remove(SHOWN);
}

async function lastShown() {
  const read = v.safeParse(shownSchema, (await browser.storage.session.get(SHOWN))[SHOWN]);
  return read.success ? read.output : undefined;
}
