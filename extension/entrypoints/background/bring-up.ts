import { browser } from 'wxt/browser';

/** The popup where Chrome lets us open it (a focused window), else the same page in a small window. */
export async function bringUp(): Promise<void> {
  const [open] = await chrome.runtime.getContexts({ contextTypes: ['POPUP'] });
  if (open) return;
  try {
    await browser.action.openPopup();
  } catch {
    const url = browser.runtime.getURL('/popup.html');
    const [there] = await browser.tabs.query({ url });
    if (there) await browser.windows.update(there.windowId, { focused: true });
    else await browser.windows.create({ url, type: 'popup', width: 376, height: 640, focused: true });
  }
}
