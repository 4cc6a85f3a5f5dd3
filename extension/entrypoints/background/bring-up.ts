import { browser } from 'wxt/browser';

/**
 * Why it comes up: a person asked for it, a call rings, or she keeps it open beside her work. The small window's address tells, since the
 * worker may die over it.
 */
export type Reason = 'asked' | 'ringing' | 'kept';

/** How long a popup may neither come nor be refused before the next one is tried, ms. */
const LIMIT_MS = 5_000;

/** What the popup takes, with a window's frame; CSS pixels. */
export const SMALL = { width: 376, height: 640 } as const;

let coming: Promise<void> | undefined;

/** The popup where Chrome lets us open it (a focused window with a toolbar), else the same page in a small window. One at a time. */
export function bringUp(why: Reason): Promise<void> {
  // Two at once: Chrome would refuse the second popup, and a window would come beside it.
  coming ??= open(why).finally(() => {
    coming = undefined;
  });
  return coming;
}

async function open(why: Reason): Promise<void> {
  if (await isInSight()) return;
  const there = await smallWindow();
  if (there) {
    await browser.windows.update(there, { focused: true });
    return;
  }
  try {
    await Promise.race([browser.action.openPopup(), limit()]);
  } catch {
    await browser.windows.create({ url: addressOf(why), type: 'popup', ...SMALL, focused: true });
  }
}

/** The id of the small window that came up for this reason, or for any. */
export async function smallWindow(why?: Reason): Promise<number | undefined> {
  const [tab] = await browser.tabs.query({
    url: why ? addressOf(why) : `${browser.runtime.getURL('/popup.html')}?for=*`,
  });
  return tab?.windowId;
}

/** The popup is open, or the side panel of the window in front: it shows the same. */
async function isInSight(): Promise<boolean> {
  const [popup] = await chrome.runtime.getContexts({ contextTypes: ['POPUP'] });
  if (popup) return true;
  const panels = await chrome.runtime.getContexts({ contextTypes: ['SIDE_PANEL'] });
  if (panels.length === 0) return false;
  const { id, focused } = await browser.windows.getLastFocused();
  return focused && panels.some(({ windowId }) => windowId === id);
}

export const addressOf = (why: Reason) => `${browser.runtime.getURL('/popup.html')}?for=${why}`;
const limit = () => new Promise((resolve) => setTimeout(resolve, LIMIT_MS));
