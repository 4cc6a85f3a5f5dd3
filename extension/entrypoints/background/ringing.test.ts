import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallView } from '#extension/wire/snapshots.ts';
import { FakeChrome } from '#test/support/chrome/fake-chrome.ts';
import { inPlace, type Place } from '#test/support/chrome/places.ts';
import { endedCall, knownParty, liveCall, quietSoftphone, ringingCall } from '#test/support/chrome/snapshots.ts';
import { eventually, nothingHappens } from '#test/support/eventually.ts';

let chrome: FakeChrome;
let worker: Place;
beforeEach(() => {
  chrome = new FakeChrome();
  worker = chrome.worker();
});

/** The softphone's call is now this. */
async function callIs(call: CallView | null): Promise<void> {
  const { showRinging } = await import('./ringing.ts');
  await inPlace(worker, () => showRinging(quietSoftphone({ call })));
  // The popup is not waited for.
  await new Promise((resolve) => setImmediate(resolve));
}

const notification = () => chrome.screen.notifications.values().next().value;

/** What the worker knows is gone; what stands in storage is not. */
const workerDies = () => vi.resetModules();

describe('a call that rings', () => {
  it('comes to the front once: one notification, one popup, whatever is published while it rings', async () => {
    for (let i = 0; i < 3; i++) await callIs(ringingCall());
    workerDies();
    await callIs(ringingCall());
    expect([chrome.screen.notificationsRaised, chrome.screen.popupsOpened]).toEqual([1, 1]);
    expect(notification()).toMatchObject({
      title: '+34 600 11 12 22',
      buttons: [{ title: 'Answer' }, { title: 'Decline' }],
    });
  });

  it('does so once too when two snapshots come at the same moment', async () => {
    await Promise.all([callIs(ringingCall()), callIs(ringingCall())]);
    expect([chrome.screen.notificationsRaised, chrome.screen.popupsOpened]).toEqual([1, 1]);
  });

  it('gets its card into the notification that is there, which does not pop up again', async () => {
    await callIs(ringingCall());
    await callIs(ringingCall({ party: knownParty('Marta Ruiz') }));
    expect(notification()).toMatchObject({
      title: 'Marta Ruiz',
      message: 'Incoming call · Construcciones Ruiz · +34 600 11 12 22',
    });
    expect(chrome.screen.notificationsRaised).toBe(1);
  });

  it('stays away once its notification was put away', async () => {
    await callIs(ringingCall());
    chrome.screen.notifications.clear();
    await callIs(ringingCall({ party: knownParty('Marta Ruiz') }));
    expect(notification()).toBeUndefined();
  });

  it('does not say who it is when several could be', async () => {
    await callIs(ringingCall({ party: knownParty('Marta Ruiz', 'Luis Pérez') }));
    expect(notification()).toMatchObject({
      title: '+34 600 11 12 22',
      message: 'Incoming call · Marta Ruiz / Luis Pérez',
    });
  });

  it('shows no digits of a number that is withheld', async () => {
    await callIs(ringingCall({ party: { number: null, match: { state: 'unknown' } } }));
    expect(notification()).toMatchObject({ title: 'Number withheld', message: 'Incoming call' });
  });

  it('speaks the language that she chose', async () => {
    await inPlace(worker, () => chrome.local.set({ settings: { language: 'es' } }));
    await callIs(ringingCall());
    expect(notification()).toMatchObject({
      message: 'Llamada entrante',
      buttons: [{ title: 'Contestar' }, { title: 'Rechazar' }],
    });
  });

  it.each([
    ['answered', liveCall()],
    ['gone', null],
  ])('is cleared everywhere when it is %s, by a worker that was started anew too', async (_, after) => {
    await callIs(ringingCall());
    workerDies();
    await callIs(after);
    expect(notification()).toBeUndefined();
  });

  it('leaves nothing behind when it is taken back at once', async () => {
    await Promise.all([callIs(ringingCall()), callIs(null)]);
    expect(notification()).toBeUndefined();
  });

  it('is the only one shown when another rings at once', async () => {
    await callIs(ringingCall());
    await callIs(ringingCall({ startedAt: '2026-03-02T10:00:00Z', party: knownParty('Marta Ruiz') }));
    expect([...chrome.screen.notifications.values()]).toMatchObject([{ title: 'Marta Ruiz' }]);
  });

  it('comes to the front again at the next call', async () => {
    await callIs(ringingCall());
    chrome.screen.popupIsOpen = false;
    await callIs(null);
    await callIs(ringingCall({ startedAt: '2026-03-02T10:00:00Z' }));
    expect([chrome.screen.notificationsRaised, chrome.screen.popupsOpened]).toEqual([2, 2]);
  });

  it('is cleared even if the popup never comes', async () => {
    chrome.screen.popupHangs = true;
    await callIs(ringingCall());
    await callIs(null);
    expect(notification()).toBeUndefined();
  });

  it('opens no second window over a popup that is open', async () => {
    chrome.screen.popupIsOpen = true;
    await callIs(ringingCall());
    expect(chrome.screen.ownPages).toEqual([]);
  });
});

describe('the small window, where Chrome refuses the popup', () => {
  const WINDOW = ['popup.html?for=ringing'];
  beforeEach(async () => {
    chrome.screen.refusesPopup = true;
    await callIs(ringingCall());
  });

  it('is one, whatever is published while it rings', async () => {
    await callIs(ringingCall({ party: knownParty('Marta Ruiz') }));
    workerDies();
    await callIs(ringingCall({ party: knownParty('Marta Ruiz') }));
    expect(chrome.screen.ownPages).toEqual(WINDOW);
  });

  it('is not joined by a popup when she asks for one, which Chrome would open now', async () => {
    chrome.screen.refusesPopup = false;
    const { bringUp } = await import('./bring-up.ts');
    await inPlace(worker, () => bringUp('asked'));
    expect([chrome.screen.ownPages, chrome.screen.popupsOpened]).toEqual([WINDOW, 0]);
  });

  it.each([
    ['nobody answered', null],
    ['a colleague answered', endedCall('elsewhere')],
    ['the caller gave up', endedCall('gave-up')],
  ])('goes when %s', async (_, after) => {
    workerDies();
    await callIs(after);
    expect(chrome.screen.ownPages).toEqual([]);
  });

  it('goes when she answers in another window', async () => {
    chrome.screen.focusedWindow = 1;
    await callIs(liveCall());
    expect(chrome.screen.ownPages).toEqual([]);
  });

  it('stays for the call that she answers in it, and goes with that', async () => {
    await callIs(ringingCall({ state: 'answering' }));
    chrome.screen.focusedWindow = 1;
    workerDies();
    await callIs(liveCall());
    await callIs(liveCall({ muted: true }));
    expect(chrome.screen.ownPages).toEqual(WINDOW);
    await callIs(endedCall('hung-up'));
    expect(chrome.screen.ownPages).toEqual([]);
  });

  it('stays when she answers at the very moment at which more becomes known of the caller', async () => {
    await Promise.all([callIs(ringingCall({ party: knownParty('Marta Ruiz') })), callIs(liveCall())]);
    await nothingHappens('it goes', () => chrome.screen.ownPages, 100);
    expect(chrome.screen.ownPages).toEqual(WINDOW);
  });

  it('that she has closed herself is missed by nobody', async () => {
    chrome.screen.tabs = [];
    await callIs(liveCall());
    await callIs(null);
    expect(notification()).toBeUndefined();
  });
});

describe('a small window that she asked for', () => {
  it('is the one in which a call rings, and stays hers', async () => {
    chrome.screen.refusesPopup = true;
    const { bringUp } = await import('./bring-up.ts');
    await inPlace(worker, () => bringUp('asked'));
    await callIs(ringingCall());
    expect(chrome.screen.ownPages).toEqual(['popup.html?for=asked']);
    await callIs(null);
    expect(chrome.screen.ownPages).toEqual(['popup.html?for=asked']);
  });

  it('comes once when a call rings at the same moment', async () => {
    chrome.screen.refusesPopup = true;
    const { bringUp } = await import('./bring-up.ts');
    await Promise.all([callIs(ringingCall()), inPlace(worker, () => bringUp('asked'))]);
    expect(chrome.screen.ownPages).toHaveLength(1);
  });
});

describe('a worker that dies while a call begins to ring', () => {
  it('leaves the notification to the next', async () => {
    const create = vi.spyOn(globalThis.chrome.notifications, 'create');
    create.mockImplementationOnce(() => new Promise(() => undefined));
    void callIs(ringingCall());
    await eventually('it was about to show it', () => create.mock.calls.length === 1);
    workerDies();
    await callIs(ringingCall());
    expect(notification()).toBeDefined();
  });

  it('leaves the popup to the next', async () => {
    chrome.screen.popupHangs = true;
    await callIs(ringingCall());
    workerDies();
    chrome.screen.popupHangs = false;
    await callIs(ringingCall());
    expect(chrome.screen.popupsOpened).toBe(1);
  });
});

it('a window that comes only when the ringing is over goes at once', async () => {
  let refuse = () => {};
  const refused = new Promise<void>((_, reject) => {
    refuse = () => reject(new Error('Could not find an active browser window.'));
  });
  vi.spyOn(globalThis.chrome.action, 'openPopup').mockImplementationOnce(() => refused);
  await callIs(ringingCall());
  await callIs(null);
  refuse();
  await eventually('it came', () => chrome.screen.windows.length === 1);
  await eventually('and went', () => chrome.screen.ownPages.length === 0);
});

describe('while someone types in the CRM page in front', () => {
  async function types(typing: boolean, { tabId = 1, frameId = 0, now = Date.now() } = {}) {
    const { noteTyping } = await import('./typing.ts');
    await inPlace(worker, () => noteTyping({ tabId, frameId }, typing, now));
  }
  beforeEach(() => {
    chrome.screen.openTab('https://crm.zoho.eu/crm/org1/tab/Contacts/1', { active: true });
  });

  it('nothing opens over it, but the notification comes', async () => {
    await types(true);
    workerDies();
    await callIs(ringingCall());
    expect([chrome.screen.popupsOpened, chrome.screen.notificationsRaised]).toEqual([0, 1]);
  });

  it.each([
    ['she has stopped', () => types(false)],
    ['it was a minute ago', () => types(true, { now: Date.now() - 61_000 })],
    ['it was in a tab that is not in front', () => types(true, { tabId: 2 })],
  ])('the popup opens again when %s', async (_, then) => {
    await types(true);
    await then();
    await callIs(ringingCall());
    expect(chrome.screen.popupsOpened).toBe(1);
  });

  it('a frame that has fallen silent says nothing of the one in which she types now', async () => {
    await types(true, { frameId: 0 });
    await types(true, { frameId: 5 });
    await types(false, { frameId: 0 });
    await callIs(ringingCall());
    expect(chrome.screen.popupsOpened).toBe(0);
  });
});
