import { defineBackground } from 'wxt/utils/define-background';
import { closeStorageToPages, keepSession, knownServer, readSettings } from '#extension/settings/stored.ts';
import { snapshotKey } from '#extension/wire/connect-wire.ts';
import { type CommandName, type SnapshotName, snapshots } from '#extension/wire/contract.ts';
import { type RelayParts, relay } from '#extension/wire/relay.ts';
import { contextOf } from '#extension/wire/senders.ts';
import { showBadge } from './badge.ts';
import { backgroundHandlers, boot, configure } from './commands.ts';
import { ensureOffscreen, toSoftphone } from './offscreen.ts';
import { isCrmPage, openWhat } from './open.ts';
import { tellPages } from './pages.ts';
import { onNotificationButtons, showRinging } from './ringing.ts';

/** Owns nothing and may die at any moment: what must last stands in storage, who must live is the offscreen document. */
export default defineBackground(() => {
  const kept = async (name: SnapshotName) => (await chrome.storage.session.get(snapshotKey(name)))[snapshotKey(name)];
  const keep = (name: SnapshotName, value: unknown) => chrome.storage.session.set({ [snapshotKey(name)]: value });
  const publishSettings = async () =>
    keep('settings', { settings: await readSettings(), serverOrigin: await knownServer() });
  const changed = () => configure(publishSettings);
  const parts: RelayParts = {
    handlers: backgroundHandlers(changed),
    toSoftphone,
    boot,
    sessionEnded: async () => {
      await keepSession(null);
      await changed();
    },
    keep,
    kept,
    async published(name, snapshot) {
      const softphone = snapshots.softphone.schema.safeParse(snapshot);
      if (name !== 'softphone' || !softphone.success) return;
      await Promise.all([showBadge(softphone.data), showRinging(softphone.data), tellPages(name, softphone.data)]);
    },
  };
  const own = { id: chrome.runtime.id, origin: new URL(chrome.runtime.getURL('')).origin, isCrmPage };
  const press = (name: CommandName, input: unknown) => void toSoftphone({ kind: 'do', name, input });

  chrome.runtime.onMessage.addListener((message, sender, reply) => {
    const context = contextOf({ id: sender.id, url: sender.url, tabId: sender.tab?.id }, own);
    if (!context || context === 'background') return false;
    relay(parts, message, { context, tabId: sender.tab?.id ?? null }).then(reply, () => reply(undefined));
    return true;
  });
  chrome.commands.onCommand.addListener(async (command) => {
    const softphone = snapshots.softphone.schema.safeParse(await kept('softphone'));
    const call = softphone.success ? softphone.data.call : null;
    if (command === 'answer') press('call.answer', {});
    if (command === 'end') press('call.end', {});
    if (command === 'mute' && call?.state === 'live') press('call.mute', { muted: !call.muted });
  });
  onNotificationButtons(
    () => press('call.answer', {}),
    () => press('call.end', {}),
  );
  chrome.alarms.onAlarm.addListener(() => void ensureOffscreen());
  chrome.runtime.onStartup.addListener(() => void ensureOffscreen());
  chrome.runtime.onInstalled.addListener(({ reason }) => {
    void ensureOffscreen();
    if (reason === 'install') void openWhat({ what: 'onboarding', step: 'server' });
  });
  void closeStorageToPages().then(publishSettings);
  void chrome.alarms.create('watchdog', { periodInMinutes: 0.5 });
});
