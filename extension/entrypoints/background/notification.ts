import { type Browser, browser } from 'wxt/browser';
import { languageFor, messagesIn } from '#extension/locales/language.ts';
import { readSettings } from '#extension/settings/stored.ts';
import type { CallView } from '#extension/wire/snapshots.ts';
import { formatNumber } from '#shared/phone-number.ts';

const KIND = 'ringing ';
/** There is one: a second call that rings waits for the first. Named after its ring: a late press is not for the call that rings next. */
const idOf = (startedAt: string): string => KIND + startedAt;

type Notification = Browser.notifications.NotificationCreateOptions;

/** What the system says of a call that rings: who, and how she can answer without going anywhere. */
export async function notificationOf(call: CallView): Promise<Notification> {
  const { language } = await readSettings();
  const words = messagesIn(languageFor(language, navigator.languages));
  const t = words.call;
  const { number, match } = call.party;
  const records = match.state === 'known' ? match.records : [];
  const record = records.length === 1 ? records[0] : undefined;
  // Several records have this number: whose call it is, she chooses.
  const names = records.map(({ name }) => name).join(' / ');
  const shownNumber = number === null ? t.withheld : formatNumber(number, 'international');
  const who = record?.name ?? shownNumber;
  return {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icon/128.png'),
    ...(call.supervises
      ? { title: words.supervise.howOf(words.supervise.how[call.supervises.how], call.supervises.name), message: who }
      : {
          title: who,
          message: [t.incoming, record?.company, record ? shownNumber : names].filter(Boolean).join(' · '),
        }),
    buttons: [{ title: t.answer }, { title: t.decline }],
    requireInteraction: true,
    priority: 2,
    silent: true,
  };
}

export const clearNotification = (startedAt: string) => browser.notifications.clear(idOf(startedAt));

/** One that is shown changes its text, and one that was put away stays away. `before`: whose call was shown last, if any was. */
export async function showNotification(startedAt: string, notification: Notification, before?: string): Promise<void> {
  if (before === startedAt) return void (await browser.notifications.update(idOf(startedAt), notification));
  if (before !== undefined) await clearNotification(before);
  await browser.notifications.create(idOf(startedAt), notification);
}

type Press = (startedAt: string) => void;

/** Heard by a worker that was started for the click too. */
export function onNotificationButtons(answer: Press, decline: Press, open: () => void): void {
  browser.notifications.onButtonClicked.addListener((id, index) => {
    if (id.startsWith(KIND)) (index === 0 ? answer : decline)(id.slice(KIND.length));
  });
  browser.notifications.onClicked.addListener((id) => {
    if (id.startsWith(KIND)) open();
  });
}
