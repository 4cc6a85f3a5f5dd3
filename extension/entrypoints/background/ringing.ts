import { type Browser, browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { languageFor, messagesIn } from '#extension/locales/language.ts';
import { readSettings } from '#extension/settings/stored.ts';
import type { CallView, SoftphoneSnapshot } from '#extension/wire/contract.ts';
import { formatNumber } from '#shared/phone-number.ts';
import { inTurn } from './in-turn.ts';
import { bringUp } from './open.ts';
import { someoneTypes } from './typing.ts';

const NOTIFICATION = 'ringing';
/** What was shown of which call: kept for the session, because the worker may die between two snapshots of one ring. */
const SHOWN = 'ringing.shown';
const shownSchema = z.object({ startedAt: z.string(), text: z.string() });

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
  // Neither waits for the other, nor fails with it: a system without notifications still gets the popup.
  await Promise.all([
    browser.notifications.create(NOTIFICATION, notification).catch(unseen),
    someoneTypes()
      .then((typing) => (typing ? undefined : bringUp()))
      .catch(unseen),
  ]);
}

const unseen = (error: unknown) => console.warn('a ringing call could not be shown', error);

async function clear(): Promise<void> {
  if ((await lastShown()) === undefined) return;
  await browser.storage.session.remove(SHOWN);
  await browser.notifications.clear(NOTIFICATION);
}

async function lastShown() {
  const read = shownSchema.safeParse((await browser.storage.session.get(SHOWN))[SHOWN]);
  return read.success ? read.data : undefined;
}

type Notification = Browser.notifications.NotificationCreateOptions;

async function notificationOf(call: CallView): Promise<Notification> {
  const { language } = await readSettings();
  const t = messagesIn(languageFor(language, navigator.languages)).call;
  const { number, match } = call.party;
  const records = match.state === 'known' ? match.records : [];
  const record = records.length === 1 ? records[0] : undefined;
  // Several records have this number: whose call it is, she chooses.
  const names = records.map(({ name }) => name).join(' / ');
  const shownNumber = number === null ? t.withheld : formatNumber(number, 'international');
  return {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icon/128.png'),
    title: record?.name ?? shownNumber,
    message: [t.incoming, record?.company, record ? shownNumber : names].filter(Boolean).join(' · '),
    buttons: [{ title: t.answer }, { title: t.decline }],
    requireInteraction: true,
    priority: 2,
    silent: true,
  };
}

export function onNotificationButtons(answer: () => void, decline: () => void): void {
  browser.notifications.onButtonClicked.addListener((id, index) => {
    if (id === NOTIFICATION) (index === 0 ? answer : decline)();
  });
  browser.notifications.onClicked.addListener((id) => {
    if (id === NOTIFICATION) void bringUp().catch(unseen);
  });
}
