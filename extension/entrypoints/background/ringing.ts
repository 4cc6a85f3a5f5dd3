import * as v from 'valibot';
import { browser } from 'wxt/browser';
import type { CallView, SoftphoneSnapshot } from '#extension/wire/snapshots.ts';
import { bringUp } from './bring-up.ts';
import { inTurn } from './in-turn.ts';
import { NOTIFICATION, notificationOf } from './notification.ts';
import { someoneTypes } from './typing.ts';

/** What was shown of which call: kept for the session, because the worker may die between two snapshots of one ring. */
const SHOWN = 'ringing.shown';
const shownSchema = v.object({ startedAt: v.string(), text: v.string() });

const queue = inTurn();

/**
 * A ringing call comes to the front once: system notification with Answer and Decline, and the popup unless someone types. Later
 * snapshots of the same ring only change the notification's text (the card has come); one that was put away stays away.
 */
export function showRinging({ call }: SoftphoneSnapshot): Promise<void> {
  // In turn: a call that is taken back at once must not leave the notification of its ringing behind.
  return queue(() => (call?.state === 'ringing' ? show(call) : clear()));
}

async function show(call: CallView): Promise<void> {
  const shown = await lastShown();
  const notification = await notificationOf(call);
  const text = JSON.stringify([notification.title, notification.message]);
  const isNew = shown?.startedAt !== call.startedAt;
  if (!isNew && shown.text === text) return;
  await browser.storage.session.set({ [SHOWN]: { startedAt: call.startedAt, text } });
  if (!isNew) {
    await browser.notifications.update(NOTIFICATION, notification);
    return;
  }
  // Not waited for: a window that does not come must hold up neither the notification nor its end.
  void someoneTypes()
    .then((typing) => (typing ? undefined : bringUp()))
    .catch(unseen);
  await browser.notifications.create(NOTIFICATION, notification).catch(unseen);
}

const unseen = (error: unknown) => console.warn('a ringing call could not be shown', error);

async function clear(): Promise<void> {
  if ((await lastShown()) === undefined) return;
  await browser.storage.session.remove(SHOWN);
  await browser.notifications.clear(NOTIFICATION);
}

async function lastShown() {
  const read = v.safeParse(shownSchema, (await browser.storage.session.get(SHOWN))[SHOWN]);
  return read.success ? read.output : undefined;
}
