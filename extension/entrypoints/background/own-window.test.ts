import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeChrome } from '#test/support/chrome/fake-chrome.ts';
import { inPlace, type Place } from '#test/support/chrome/places.ts';
import { eventually, nothingHappens } from '#test/support/eventually.ts';

const KEPT = 'popup.html?for=kept';
let chrome: FakeChrome;
let worker: Place;
beforeEach(async () => {
  vi.resetModules();
  chrome = new FakeChrome();
  worker = chrome.worker();
  const { rememberWindow } = await import('./window-place.ts');
  inPlace(worker, rememberWindow);
});

async function open(what: 'window' | 'popup' = 'window'): Promise<void> {
  const { openWhat } = await import('./open.ts');
  await inPlace(worker, () => openWhat({ what }));
}
const last = () => chrome.screen.windows.at(-1);
const windowId = () => chrome.screen.tabs[0]?.windowId ?? 0;
const isKept = async () => (await inPlace(worker, () => chrome.local.get('window'))).window !== undefined;
const moved = (bounds: object, id = windowId()) =>
  inPlace(worker, () => chrome.screen.onBoundsChanged.fire({ id, state: 'normal', ...bounds }));

describe('the softphone as a window', () => {
  it('opens once, however often it is asked for, and comes to the front', async () => {
    await Promise.all([open(), open()]);
    chrome.screen.focusedWindow = 1;
    await open();
    expect(chrome.screen.ownPages).toEqual([KEPT]);
    expect(chrome.screen.focusedWindow).toBe(windowId());
  });

  it('opens where and as large as she left it', async () => {
    await open();
    moved({ left: 40, top: 60, width: 420, height: 900 });
    await eventually('it is kept', isKept);
    chrome.screen.tabs = [];
    vi.resetModules();
    await open();
    expect(last()).toMatchObject({ left: 40, top: 60, width: 420, height: 900 });
  });

  it('opens somewhere else when that screen is gone', async () => {
    await open();
    moved({ left: 4_000, top: 60, width: 420, height: 900 });
    await eventually('it is kept', isKept);
    chrome.screen.tabs = [];
    chrome.screen.refusesPlace = true;
    await open();
    expect(last()).toMatchObject({ width: 420, height: 900 });
    expect(last()).not.toHaveProperty('left');
  });

  it.each([
    ['another window', { left: 1, top: 1, width: 500, height: 500 }, 99],
    ['one that fills the screen', { state: 'maximized', left: 0, top: 0, width: 1_920, height: 1_080 }, undefined],
    ['a size that is none', { left: 0, top: 0, width: Number.NaN, height: 1 }, undefined],
  ])('does not take %s for its place', async (_, bounds, id) => {
    await open();
    moved(bounds, id);
    await nothingHappens('nothing is kept', isKept, 30);
  });

  it('takes the place of the small window that came up for a moment: there is one', async () => {
    chrome.screen.refusesPopup = true;
    await open('popup');
    await open();
    expect(chrome.screen.ownPages).toEqual([KEPT]);
  });

  it('comes to the front for a call, in place of the popup', async () => {
    await open();
    chrome.screen.focusedWindow = 1;
    await open('popup');
    expect([chrome.screen.popupsOpened, chrome.screen.focusedWindow]).toEqual([0, windowId()]);
  });
});

describe('with the side panel open', () => {
  it('nothing else comes up in its window', async () => {
    chrome.screen.sidePanels = [1];
    await open('popup');
    expect([chrome.screen.popupsOpened, chrome.screen.tabs]).toEqual([0, []]);
  });

  it('the popup comes up in another window, and when the browser is behind other programs', async () => {
    chrome.screen.sidePanels = [7];
    await open('popup');
    expect(chrome.screen.popupsOpened).toBe(1);
    chrome.screen.popupIsOpen = false;
    Object.assign(chrome.screen, { sidePanels: [1], isInFront: false });
    await open('popup');
    expect(chrome.screen.popupsOpened).toBe(2);
  });
});
