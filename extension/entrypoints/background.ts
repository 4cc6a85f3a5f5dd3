import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { closeStorageToPages } from '#extension/settings/stored.ts';
import { type RelayParts, relay } from '#extension/wire/relay.ts';
import { contextOf } from '#extension/wire/senders.ts';
import { listenToAway } from './background/away-notice.ts';
import { keepQuality } from './background/call-control.ts';
import { backgroundHandlers } from './background/commands.ts';
import { listenToKeys, pressAnswer, pressDecline } from './background/keys.ts';
import { onNotificationButtons } from './background/notification.ts';
import { askForReport, ensureOffscreen, toSoftphone } from './background/offscreen.ts';
import { isCrmPage, openWhat } from './background/open.ts';
import { published } from './background/published.ts';
import { boot, sessionEnded } from './background/session.ts';
import { keepSnapshot, keptSnapshot, publishSettings } from './background/snapshots.ts';
import { watchOver } from './background/watchdog.ts';
import { rememberWindow } from './background/window-place.ts';
import { catchUp } from './background/wrap-ups/follow-softphone.ts';

/** Owns nothing and may die at any moment: what must last stands in storage, who must live is the offscreen document. */
export default defineBackground(() => {
  const parts: RelayParts = {
    handlers: backgroundHandlers,
    toSoftphone,
    boot,
    sessionEnded,
    measured: keepQuality,
    keep: keepSnapshot,
    kept: keptSnapshot,
    published,
  };
  const own = { id: browser.runtime.id, origin: browser.runtime.getURL('/').slice(0, -1), isCrmPage };

  browser.runtime.onMessage.addListener((message: unknown, { id, url, origin, tab, frameId }, reply) => {
    const context = contextOf({ id, url, origin, tabId: tab?.id }, own);
    if (!context || context === 'background') return false;
    relay(parts, message, { context, tabId: tab?.id ?? null, frameId: frameId ?? null }).then(reply, (error) => {
      console.error('a message could not be answered', error);
      reply(undefined);
    });
    return true;
  });
  listenToKeys();
  onNotificationButtons(pressAnswer, pressDecline, () => void openWhat({ what: 'popup' }));
  listenToAway();
  rememberWindow();
  watchOver(ensureOffscreen, catchUp);
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') void openWhat({ what: 'onboarding', step: 'server' });
  });
  void askForReport();
  void closeStorageToPages().then(publishSettings).then(catchUp);
});
