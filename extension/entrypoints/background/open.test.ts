import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandInput } from '#extension/wire/contract.ts';
import { FakeChrome } from '#test/support/chrome/fake-chrome.ts';
import { inPlace } from '#test/support/chrome/places.ts';

const RECORD = 'https://crm.zoho.eu/crm/org20098/tab/Contacts/501100000001';

let chrome: FakeChrome;
beforeEach(() => {
  chrome = new FakeChrome();
});

async function open(wanted: CommandInput<'open'>): Promise<string[]> {
  const { openWhat } = await import('./open.ts');
  await inPlace(chrome.worker(), () => openWhat(wanted));
  return chrome.screen.tabs.map(({ url }) => url);
}

describe('opening a record', () => {
  it('opens it in a tab', async () => {
    expect(await open({ what: 'record', url: RECORD })).toEqual([RECORD]);
  });

  it('comes back to the tab and window that show it', async () => {
    const there = chrome.screen.openTab(`${RECORD}#notes`, { windowId: 4 });
    chrome.screen.openTab('https://example.com/', { active: true });
    expect(await open({ what: 'record', url: `${RECORD}#notes` })).toHaveLength(2);
    expect([there.active, chrome.screen.focusedWindow]).toEqual([true, 4]);
  });

  it('takes no other record for it, whatever stands in the address', async () => {
    chrome.screen.openTab(RECORD);
    const patternLike = 'https://crm.zoho.eu/*';
    expect(await open({ what: 'record', url: patternLike })).toEqual([RECORD, patternLike]);
  });

  it.each([
    'https://evil.example/',
    'https://crm.zoho.eu.evil.example/',
    'https://crm.zoho.eu@evil.example/',
    'http://crm.zoho.eu/crm',
    'javascript:alert(1)//https://crm.zoho.eu/',
    'chrome://settings',
    'file:///etc/passwd',
    '',
  ])('opens nothing when it is %j', async (url) => {
    expect(await open({ what: 'record', url })).toEqual([]);
  });
});

describe('opening a page of ours', () => {
  it.each([
    [{ what: 'options', section: '' }, 'options.html'],
    [{ what: 'options', section: 'numbers' }, 'options.html#numbers'],
    [{ what: 'onboarding', step: 'microphone' }, 'options.html#onboarding-microphone'],
  ] satisfies [CommandInput<'open'>, string][])('%j leads to %s', async (wanted, page) => {
    await open(wanted);
    expect(chrome.screen.ownPages).toEqual([page]);
  });

  it('uses the tab that shows one already', async () => {
    await open({ what: 'options', section: 'people' });
    await open({ what: 'onboarding', step: 'server' });
    expect(chrome.screen.ownPages).toEqual(['options.html#onboarding-server']);
  });

  it('brings up the popup, or the small window that stands in for it, once', async () => {
    await open({ what: 'popup' });
    expect([chrome.screen.popupsOpened, chrome.screen.tabs.length]).toEqual([1, 0]);
    chrome.screen.popupIsOpen = false;
    chrome.screen.refusesPopup = true;
    await open({ what: 'popup' });
    await open({ what: 'popup' });
    expect(chrome.screen.ownPages).toEqual(['popup.html?for=asked']);
    expect(chrome.screen.focusedWindow).toBe(chrome.screen.tabs[0]?.windowId);
  });
});
