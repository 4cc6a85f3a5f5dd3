import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeChrome } from '#test/support/chrome/fake-chrome.ts';
import { listeningSoftphone, sendFrom } from '#test/support/chrome/listening-softphone.ts';
import { inPlace } from '#test/support/chrome/places.ts';
import { pretendServer, SERVER } from '#test/support/chrome/pretend-server.ts';
import { callId, liveCall, quietSoftphone, ringingCall } from '#test/support/chrome/snapshots.ts';
import { startWorker } from '#test/support/chrome/worker.ts';
import { eventually, nothingHappens } from '#test/support/eventually.ts';

let chrome: FakeChrome;
let softphone: ReturnType<typeof listeningSoftphone>;

beforeEach(async () => {
  chrome = new FakeChrome();
  softphone = listeningSoftphone(chrome);
  await startWorker(chrome);
});

describe('the first moment', () => {
  it('opens onboarding when Sidetone was installed, not when it was updated', async () => {
    await chrome.onInstalled.fire({ reason: 'update' });
    await nothingHappens('a page opens', () => chrome.screen.ownPages, 100);
    expect(chrome.screen.ownPages).toEqual([]);
    await chrome.onInstalled.fire({ reason: 'install' });
    await eventually('onboarding', () => chrome.screen.ownPages[0] === 'options.html#onboarding-server');
  });

  it.each([
    ['the browser starts', () => chrome.onStartup.fire()],
    ['it is installed', () => chrome.onInstalled.fire({ reason: 'install' })],
    ['half a minute has passed', () => chrome.onAlarm.fire({ name: 'watchdog' })],
  ])('makes the softphone when %s', async (_, happens) => {
    await happens();
    await eventually('it is there', () => chrome.offscreenMade === 1);
  });

  it('looks every half minute, and is not put off by workers that come and go', async () => {
    await eventually('the alarm is set', () => chrome.alarms.get('watchdog')?.periodInMinutes === 0.5);
    const first = chrome.alarms.get('watchdog');
    await startWorker(chrome);
    await nothingHappens('it is set anew', () => chrome.alarms.get('watchdog') === first, 100);
    expect(chrome.alarms.get('watchdog')).toBe(first);
  });

  it('closes what is stored to content scripts', async () => {
    const script = chrome.contentScript('https://crm.zoho.eu/crm');
    await eventually('closed', () =>
      inPlace(script, () => chrome.local.get('session')).then(
        () => false,
        () => true,
      ),
    );
    await expect(inPlace(script, () => chrome.session.get('snapshot.softphone'))).rejects.toThrow(/not allowed/);
  });
});

const talking = {
  ...{ customer: 'talking', heldSince: null, pending: null, failed: null, recording: 'off', transfer: null },
  ...{ listeners: [], from: null, note: null },
};

const done = () => softphone.told.filter(({ kind }) => kind === 'do').map(({ name, input }) => [name, input]);
/** The notification that is shown. */
const shownId = () => [...chrome.screen.notifications.keys()][0] ?? '';
const pressed = (button: 'Answer' | 'Decline', id = shownId()) =>
  chrome.screen.onButtonClicked.fire(id, button === 'Answer' ? 0 : 1);

describe('keys and the notification’s buttons', () => {
  it('answer, end, mute and unmute', async () => {
    await chrome.onCommand.fire('answer');
    await chrome.onCommand.fire('end');
    await softphone.publishes(quietSoftphone({ call: liveCall() }));
    await chrome.onCommand.fire('mute');
    await softphone.publishes(quietSoftphone({ call: liveCall({ muted: true }) }));
    await chrome.onCommand.fire('mute');
    await chrome.onCommand.fire('end');
    expect(done()).toEqual([
      ['call.answer', { callId: null }],
      ['call.end', { callId: null }],
      ['call.mute', { callId: callId(1), muted: true }],
      ['call.mute', { callId: callId(1), muted: false }],
      ['call.end', { callId: callId(1) }],
    ]);
  });

  it('answer and decline the call that rings beside hers', async () => {
    await softphone.publishes(quietSoftphone({ call: liveCall(), second: ringingCall({ id: callId(2) }) }));
    expect(chrome.screen.notificationsRaised).toBe(1);
    await chrome.onCommand.fire('answer');
    await pressed('Decline');
    await eventually('both', () => done().length >= 2);
    expect(done()).toEqual([
      ['second.answer', { callId: callId(2) }],
      ['second.decline', { callId: callId(2) }],
    ]);
  });

  it('hold and resume by what Twilio has confirmed, and nothing while that changes', async () => {
    await inPlace(chrome.worker(), () => chrome.local.set({ session: { origin: SERVER, token: 'tok' } }));
    const asked = pretendServer({ [`POST /api/agent/calls/${callId(1)}/control`]: { body: {} } });
    const press = async (control: object | null) => {
      await softphone.publishes(quietSoftphone({ call: liveCall({ control }) }));
      await chrome.onCommand.fire('hold');
    };
    await press(null);
    await press(talking);
    await press({ ...talking, pending: 'hold' });
    await press({ ...talking, customer: 'held', heldSince: '2026-03-02T09:00:30Z' });
    expect(asked.flatMap(({ method, body }) => (method === 'POST' ? [body] : []))).toMatchObject([
      { ask: { what: 'hold', on: true } },
      { ask: { what: 'hold', on: false } },
    ]);
    vi.unstubAllGlobals();
  });

  it('mute nothing where no call is on, and other commands do nothing', async () => {
    await softphone.publishes(quietSoftphone({ call: ringingCall() }));
    await chrome.onCommand.fire('mute');
    await chrome.onCommand.fire('_execute_action');
    expect(done()).toEqual([]);
  });

  it('answer and decline, by a worker that was started for it', async () => {
    await softphone.publishes(quietSoftphone({ call: ringingCall() }));
    await startWorker(chrome);
    await pressed('Answer');
    await pressed('Decline');
    await chrome.screen.onButtonClicked.fire('another', 0);
    await eventually('both', () => new Set(done().map(([name]) => name)).size === 2);
    expect(done()).toEqual(
      expect.arrayContaining([
        ['call.answer', { callId: callId(1) }],
        ['call.decline', { callId: callId(1) }],
      ]),
    );
  });
});

describe('a button of a notification', () => {
  it.each(['Answer', 'Decline'] as const)('of a call that is over is not for the next one (%s)', async (button) => {
    await softphone.publishes(quietSoftphone({ call: ringingCall() }));
    const over = shownId();
    const next = ringingCall({ id: callId(2), startedAt: '2026-03-02T10:00:00Z' });
    await softphone.publishes(quietSoftphone({ call: next }));
    await pressed(button, over);
    await nothingHappens('it is told', done, 100);
    await pressed('Decline');
    await eventually('its own is', () => done().length > 0);
    expect(done()).toEqual([['call.decline', { callId: callId(2) }]]);
  });

  it('is for the call that it shows, where another one rings beside it', async () => {
    const second = ringingCall({ id: callId(2), startedAt: '2026-03-02T10:00:00Z' });
    await softphone.publishes(quietSoftphone({ call: ringingCall(), second }));
    await pressed('Decline');
    await eventually('it is told', () => done().length > 0);
    expect(done()).toEqual([['call.decline', { callId: callId(1) }]]);
  });
});

describe('a call that rings while an administrator types in the options', () => {
  it('opens nothing over it', async () => {
    const { id } = chrome.screen.openTab('chrome-extension://options', { active: true });
    const options = chrome.ownPage('options.html#numbers', id);
    await sendFrom(options, { kind: 'ask', name: 'page.typing', input: { typing: true } });
    await softphone.publishes(quietSoftphone({ call: ringingCall() }));
    await nothingHappens('the popup opens', () => chrome.screen.popupsOpened, 100);
    expect([chrome.screen.popupsOpened, chrome.screen.notificationsRaised]).toEqual([0, 1]);
    await sendFrom(options, { kind: 'ask', name: 'page.typing', input: { typing: false } });
    await softphone.publishes(quietSoftphone({ call: ringingCall({ startedAt: '2026-03-02T10:00:00Z' }) }));
    await eventually('the next call’s does', () => chrome.screen.popupsOpened === 1);
  });
});

describe('the in-page card', () => {
  it('is put into the tab that asks, at its own script', async () => {
    const page = chrome.contentScript('https://crm.zoho.eu/crm', { tabId: 7 });
    await sendFrom(page, { kind: 'ask', name: 'page.showCard', input: {} });
    expect(chrome.screen.injected).toEqual([{ tabId: 7, files: ['/card.js'] }]);
  });
});
