import { CRM_PAGES } from '#extension/manifest.ts';
import type { CommandInput } from '#extension/wire/contract.ts';

/** Opens what was asked for, in a tab that shows it already where there is one. */
export async function openWhat(wanted: CommandInput<'open'>): Promise<void> {
  switch (wanted.what) {
    case 'options':
      return showTab(chrome.runtime.getURL(`options.html#${wanted.section}`), 'options.html');
    case 'onboarding':
      return showTab(chrome.runtime.getURL(`options.html#onboarding-${wanted.step}`), 'options.html');
    case 'record':
      if (isCrmPage(wanted.url)) await showTab(wanted.url);
      return;
    case 'popup':
      await bringUp();
  }
}

/** The popup where Chrome lets us open it (a focused window), else the same page in a small window. */
export async function bringUp(): Promise<void> {
  try {
    await chrome.action.openPopup();
  } catch {
    const url = chrome.runtime.getURL('popup.html');
    const [there] = await chrome.tabs.query({ url });
    if (there?.windowId !== undefined) await chrome.windows.update(there.windowId, { focused: true });
    else await chrome.windows.create({ url, type: 'popup', width: 376, height: 640, focused: true });
  }
}

async function showTab(url: string, ownPage?: string): Promise<void> {
  const pattern = ownPage ? `${chrome.runtime.getURL(ownPage)}*` : url;
  const [there] = await chrome.tabs.query({ url: pattern });
  if (there?.id === undefined) {
    await chrome.tabs.create({ url });
    return;
  }
  await chrome.tabs.update(there.id, { active: true, ...(ownPage ? { url } : {}) });
  await chrome.windows.update(there.windowId, { focused: true });
}

/** Whether an address is one of the CRM's record pages, by the manifest's own list. */
export function isCrmPage(url: string): boolean {
  return CRM_PAGES.some((pattern) => url.startsWith(pattern.slice(0, -1)));
}
