import { browser } from 'wxt/browser';
import { CRM_PAGES } from '#extension/manifest.ts';
import { hashOf } from '#extension/views/onboarding/steps.ts';
import type { CommandInput } from '#extension/wire/contract.ts';
import { bringUp } from './bring-up.ts';
import { keepWindow } from './own-window.ts';

/** Opens what was asked for, in a tab that shows it already where there is one. Only the CRM's own addresses open as records. */
export async function openWhat(wanted: CommandInput<'open'>): Promise<void> {
  switch (wanted.what) {
    case 'options':
      return openOptions(wanted.section === '' ? '' : `#${wanted.section}`);
    case 'onboarding':
      return openOptions(hashOf(wanted.step));
    case 'record':
      if (isCrmPage(wanted.url)) await openRecord(wanted.url);
      return;
    case 'popup':
      await bringUp('asked');
      return;
    case 'window':
      await keepWindow();
  }
}

async function openOptions(hash: string): Promise<void> {
  const page = browser.runtime.getURL('/options.html');
  const [there] = await browser.tabs.query({ url: `${page}*` });
  if (there?.id === undefined) {
    await browser.tabs.create({ url: page + hash });
    return;
  }
  await browser.tabs.update(there.id, { active: true, url: page + hash });
  await browser.windows.update(there.windowId, { focused: true });
}

async function openRecord(url: string): Promise<void> {
  // Compared by hand: as a pattern, an address with a star would find any page, one with a fragment none.
  const tabs = await browser.tabs.query({ url: CRM_PAGES });
  const there = tabs.find((tab) => tab.url === url);
  if (there?.id === undefined) {
    await browser.tabs.create({ url });
    return;
  }
  await browser.tabs.update(there.id, { active: true });
  await browser.windows.update(there.windowId, { focused: true });
}

/** Whether an address is one of the CRM's record pages, by the manifest's own list. */
export function isCrmPage(url: string): boolean {
  return CRM_PAGES.some((pattern) => url.startsWith(pattern.slice(0, -1)));
}
