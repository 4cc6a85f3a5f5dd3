import { browser } from 'wxt/browser';
import type { Stay } from '#extension/views/popup/stay.ts';
import type { Wire } from '#extension/wire/contract.ts';

/** Where the softphone's view stands. */
export type Place = 'popup' | 'side' | 'window';

/** What can be done from there to keep it open. Only Chrome has a side panel, and windows without a toolbar have none. */
export function stayFrom(place: Place, wire: Pick<Wire, 'ask'>): Stay {
  return {
    ...(place === 'popup' && 'sidePanel' in chrome && { atSide: () => void openSidePanel().catch(unseen) }),
    ...(place !== 'window' && { asWindow: () => void openWindow(wire).catch(unseen) }),
  };
}

/** Here and not in the background: Chrome opens it only in answer to a click, which is forgotten on the way there. */
async function openSidePanel(): Promise<void> {
  const { id } = await browser.windows.getCurrent();
  if (id === undefined) return;
  await chrome.sidePanel.open({ windowId: id });
  window.close();
}

async function openWindow(wire: Pick<Wire, 'ask'>): Promise<void> {
  const opened = await wire.ask('open', { what: 'window' });
  if (opened.ok) window.close();
}

const unseen = (error: unknown) => console.warn('the softphone could not be kept open', error);
