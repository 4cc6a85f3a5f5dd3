import { languageFor, messagesIn } from '#extension/locales/language.ts';
import { readSettings } from '#extension/settings/stored.ts';
import type { CallView, SoftphoneSnapshot } from '#extension/wire/contract.ts';
import { formatNumber } from '#shared/phone-number.ts';
import { bringUp } from './open.ts';
import { someoneTypes } from './typing.ts';

const NOTIFICATION = 'ringing';
/** Which call was brought to the front: kept for the session, because the worker may die between two snapshots of one ring. */
const SHOWN = 'ringing.shown';

/** A ringing call comes to the front once: system notification with Answer and Decline, and the popup unless someone types. */
export async function showRinging({ call }: SoftphoneSnapshot): Promise<void> {
  const { [SHOWN]: shown } = await chrome.storage.session.get(SHOWN);
  if (call?.state !== 'ringing') {
    if (shown === undefined) return;
    await chrome.storage.session.remove(SHOWN);
    await chrome.notifications.clear(NOTIFICATION);
    return;
  }
  const notified = chrome.notifications.create(NOTIFICATION, await notificationOf(call));
  if (shown !== call.startedAt) {
    await chrome.storage.session.set({ [SHOWN]: call.startedAt });
    if (!(await someoneTypes())) await bringUp().catch(() => undefined);
  }
  await notified;
}

async function notificationOf(call: CallView): Promise<chrome.notifications.NotificationCreateOptions> {
  const { language } = await readSettings();
  const t = messagesIn(languageFor(language, navigator.languages)).call;
  const { number, match } = call.party;
  const record = match.state === 'known' ? match.records[0] : undefined;
  const shownNumber = number === null ? t.withheld : formatNumber(number, 'international');
  return {
    type: 'basic',
    iconUrl: chrome.runtime.getURL('icon/128.png'),
    title: record?.name ?? shownNumber,
    message: [t.incoming, record?.company, record ? shownNumber : undefined].filter(Boolean).join(' · '),
    buttons: [{ title: t.answer }, { title: t.decline }],
    requireInteraction: true,
    priority: 2,
    silent: true,
  };
}

export function onNotificationButtons(answer: () => void, decline: () => void): void {
  chrome.notifications.onButtonClicked.addListener((id, index) => {
    if (id === NOTIFICATION) (index === 0 ? answer : decline)();
  });
  chrome.notifications.onClicked.addListener((id) => {
    if (id === NOTIFICATION) void bringUp().catch(() => undefined);
  });
}
