import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { languageFor, messagesIn } from '#extension/locales/language.ts';
import { readSettings } from '#extension/settings/stored.ts';

/** The notice that no calls ring although she may not know it: one for each time, and one that was put away stays away. */

export const AWAY_NOTICE = 'away';
/** Which time was told, kept for the session. */
const TOLD = 'away.told';

/** `reason` and `until` as the server keeps them. */
export async function tellAway(reason: string | null, until: string | null): Promise<void> {
  const time = `${reason} ${until}`;
  const told = v.safeParse(v.string(), (await browser.storage.session.get(TOLD))[TOLD]);
  if (told.success && told.output === time) return;
  const { language } = await readSettings();
  const t = messagesIn(languageFor(language, navigator.languages)).presence;
  const unanswered = reason === 'not-answering';
  await browser.notifications.create(AWAY_NOTICE, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icon/128.png'),
    title: unanswered ? t.notAnswering : t.over(reason),
    message: unanswered ? t.notAnsweringWhat : t.overWhat,
    buttons: [{ title: t.goOnline }],
    requireInteraction: true,
    silent: true,
  });
  await browser.storage.session.set({ [TOLD]: time });
}

/** She is back, or has gone away anew. */
export async function forgetAway(): Promise<void> {
  if ((await browser.storage.session.get(TOLD))[TOLD] === undefined) return;
  await browser.notifications.clear(AWAY_NOTICE);
  await browser.storage.session.remove(TOLD);
}
