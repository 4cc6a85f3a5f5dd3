import { browser } from 'wxt/browser';
import { CRM_PAGES } from '#extension/manifest.ts';
import { forPage } from '#extension/wire/relay.ts';
import type { SnapshotName } from '#extension/wire/snapshots.ts';

/** Sends the page's part of a snapshot to every open CRM page. Tabs without our script, or asleep, are simply not reached. */
export async function tellPages(name: SnapshotName, snapshot: unknown): Promise<void> {
  const part = forPage(name, snapshot);
  if (part === undefined) return;
  const tabs = await browser.tabs.query({ url: CRM_PAGES });
  await Promise.all(
    tabs.map(({ id }) =>
      id === undefined
        ? undefined
        : browser.tabs.sendMessage(id, { kind: 'snapshot', name, snapshot: part }).catch(() => undefined),
    ),
  );
}

/** Puts the in-page card into a tab's top frame; its own script sees to it that there is only one. */
export async function showCard(tabId: number): Promise<void> {
  await browser.scripting.executeScript({ target: { tabId }, files: ['/card.js'] });
}
