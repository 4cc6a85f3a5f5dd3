import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ok } from '#shared/result.ts';
import { FakeChrome } from '#test/support/chrome/fake-chrome.ts';
import { inPlace, type Place } from '#test/support/chrome/places.ts';
import { pretendServer, SERVER } from '#test/support/chrome/pretend-server.ts';
import { callId, liveCall, quietSoftphone } from '#test/support/chrome/snapshots.ts';
import { startWorker } from '#test/support/chrome/worker.ts';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import type { Handlers } from './handlers.ts';
import type { Boot } from './internal.ts';
import type { SoftphoneWire } from './serve-softphone.ts';
import type { Levels, SoftphoneSnapshot } from './snapshots.ts';

const RECORD = 'https://crm.zoho.eu/crm/org20098/tab/Contacts/501100000001';

let chrome: FakeChrome;
let worker: Place;
let ending: AbortController;
/** What the softphone was asked to do, and for whom it speaks. */
let asked: unknown[];
let boots: Boot[];
let publish: (snapshot: SoftphoneSnapshot) => void;
let control: SoftphoneWire['control'];
let sendLevels: ((levels: Levels) => void) | undefined;

beforeEach(async () => {
  chrome = new FakeChrome();
  ending = new AbortController();
  [asked, boots, sendLevels] = [[], [], undefined];
  const { openSoftphoneWire, serveSoftphone } = await import('./serve-softphone.ts');
  chrome.offscreenRuns = () => {
    const place = chrome.offscreen;
    const wire = openSoftphoneWire();
    publish = (snapshot) => place && inPlace(place, () => wire.publish(snapshot));
    control = (id, ask) => (place ? inPlace(place, () => wire.control(id, ask)) : never());
    serveSoftphone({
      handlers: softphone,
      configure: (boot) => void boots.push(boot),
      report: wire.report,
      watchLevels(send, signal) {
        sendLevels = send;
        signal.addEventListener('abort', () => (sendLevels = undefined));
      },
    });
  };
  worker = await startWorker(chrome);
});

afterEach(() => {
  ending.abort();
  vi.useRealTimers();
});

const note = (name: string) => async (input: unknown) => {
  asked.push([name, input]);
  return ok({});
};
const softphone: Handlers<'softphone'> = {
  'call.dial': async (input) => {
    asked.push(['call.dial', input]);
    return ok({ callId: liveCall().id ?? never() });
  },
  'call.answer': note('call.answer'),
  'call.decline': note('call.decline'),
  'call.end': note('call.end'),
  'second.answer': note('second.answer'),
  'second.decline': note('second.decline'),
  'second.swap': note('second.swap'),
  'call.mute': note('call.mute'),
  'call.sendDigits': note('call.sendDigits'),
  'call.chooseRecord': note('call.chooseRecord'),
  'call.dismiss': note('call.dismiss'),
  'wrapUp.presence': note('wrapUp.presence'),
  'line.retry': note('line.retry'),
};
const never = (): never => {
  throw new Error('the sample call has an id');
};

async function wireAt(context: 'popup' | 'page') {
  const { connectPageWire } = await import('./page-wire.ts');
  const { connectWire } = await import('./connect-wire.ts');
  return context === 'page' ? connectPageWire() : connectWire();
}

const popup = () => chrome.ownPage('popup.html');
const page = (url = RECORD, tabId = 1) => chrome.contentScript(url, { tabId });

/** Everything that is shown to somebody who watches the softphone from there. */
async function watching(place: Place, context: 'popup' | 'page'): Promise<SoftphoneSnapshot[]> {
  const wire = await wireAt(context);
  const shown: SoftphoneSnapshot[] = [];
  inPlace(place, () => wire.watch('softphone', (snapshot) => shown.push(snapshot), ending.signal));
  return shown;
}

describe('asking', () => {
  it('starts the softphone where there is none, and brings its answer', async () => {
    const at = page();
    const wire = await wireAt('page');
    const to = { to: '600 111 222', record: null, from: null };
    expect(await inPlace(at, () => wire.ask('call.dial', to))).toEqual(ok({ callId: callId(1) }));
    expect(asked).toEqual([['call.dial', to]]);
    expect(chrome.offscreenMade).toBe(1);
  });

  it('still works after the worker was killed, and in the middle of its restart says so', async () => {
    const at = popup();
    const wire = await wireAt('popup');
    chrome.kill(worker);
    expect(await inPlace(at, () => wire.ask('call.end', { callId: null }))).toMatchObject({
      ok: false,
      problem: { code: 'restarting', message: '', retry: true },
    });
    await startWorker(chrome);
    expect(await inPlace(at, () => wire.ask('call.end', { callId: null }))).toEqual(ok({}));
    expect(asked).toEqual([['call.end', { callId: null }]]);
    expect(chrome.offscreenMade).toBe(1);
  });

  it.each([
    ['another extension', () => chrome.foreignExtension()],
    ['a page that is not the CRM’s', () => page('https://evil.example/')],
    ['the page for invitations', () => chrome.ownPage('join.html')],
  ])('does nothing for %s', async (_, from) => {
    const place = from();
    const wire = await wireAt('page');
    const answer = await inPlace(place, () => wire.ask('call.dial', { to: '600111222', record: null, from: null }));
    expect(answer.ok).toBe(false);
    expect([asked, chrome.offscreenMade]).toEqual([[], 0]);
  });

  it('past the background, straight to the softphone, does nothing', async () => {
    await inPlace(worker, () => chrome.onStartup.fire());
    for (const place of [page(), popup(), chrome.ownPage('options.html'), chrome.foreignExtension()]) {
      const answers = [
        { kind: 'do', name: 'call.answer', input: {} },
        { kind: 'configure', boot: { session: { origin: 'https://evil.example', token: 'x' }, settings: {} } },
      ].map((message) => inPlace(place, () => globalThis.chrome.runtime.sendMessage(message)));
      for (const answer of await Promise.all(answers)) expect(answer ?? { ok: false }).toMatchObject({ ok: false });
    }
    expect([asked, boots]).toEqual([[], []]);
  });
});

describe('what the softphone asks of its running call', () => {
  const hold = { what: 'hold', on: true } as const;

  it('goes to the server by way of the background, which answers', async () => {
    await inPlace(worker, () => chrome.onStartup.fire());
    const asked = pretendServer({ [`POST /api/agent/calls/${callId(1)}/control`]: { body: {} } });
    await inPlace(worker, () => chrome.local.set({ session: { origin: SERVER, token: 'tok' } }));
    expect(await control(liveCall().id ?? never(), hold)).toEqual(ok({}));
    expect(asked).toMatchObject([{ body: { ask: hold } }]);
    vi.unstubAllGlobals();
  });

  it('is a problem, and no silence, when the worker dies over it', async () => {
    await inPlace(worker, () => chrome.onStartup.fire());
    chrome.kill(worker);
    expect(await control(liveCall().id ?? never(), hold)).toMatchObject({ ok: false, problem: { retry: true } });
  });

  it('is taken from nobody else', async () => {
    const message = { kind: 'control', callId: callId(1), ask: hold };
    for (const place of [page(), popup()]) {
      const answer = await inPlace(place, () => globalThis.chrome.runtime.sendMessage(message));
      expect(answer).toMatchObject({ ok: false, problem: { code: 'not-allowed' } });
    }
  });
});

describe('watching', () => {
  it('shows the latest snapshot to who comes late, and every later one', async () => {
    await chrome.onStartup.fire();
    publish(quietSoftphone());
    await eventually('kept', () => chrome.screen.badge.colour);
    const shown = await watching(popup(), 'popup');
    await eventually('the latest', () => shown.length === 1);
    publish(quietSoftphone({ missedCount: 2 }));
    await eventually('the next', () => shown.at(-1)?.missedCount === 2);
  });

  it('outlives the worker: what it kept is there, what comes later too', async () => {
    await chrome.onStartup.fire();
    publish(quietSoftphone({ call: liveCall() }));
    await eventually('kept', () => chrome.screen.badge.text === '●');
    chrome.kill(worker);
    const shown = await watching(popup(), 'popup');
    await eventually('the call', () => shown.at(-1)?.call?.state === 'live');
    await startWorker(chrome);
    publish(quietSoftphone());
    await eventually('its end', () => shown.at(-1)?.call === null);
  });

  it('learns from a worker that starts what was published while there was none', async () => {
    await chrome.onStartup.fire();
    publish(quietSoftphone());
    const shown = await watching(popup(), 'popup');
    await eventually('the latest', () => shown.length === 1);
    chrome.kill(worker);
    publish(quietSoftphone({ call: liveCall() }));
    await nothingHappens('nobody takes it', () => shown.length, 100);
    worker = await startWorker(chrome);
    await eventually('the call', () => shown.at(-1)?.call?.state === 'live');
    await startWorker(chrome);
    await nothingHappens('it is told again', () => shown.length, 100);
  });

  it('learns from the next worker what one died over', async () => {
    await chrome.onStartup.fire();
    await watching(popup(), 'popup');
    publish(quietSoftphone({ call: liveCall() }));
    chrome.kill(worker);
    await startWorker(chrome);
    await eventually('the call', () => chrome.screen.badge.text === '●');
  });

  it('asks a softphone that has not spoken yet', async () => {
    await watching(popup(), 'popup');
    await eventually('it is made and told who to speak for', () => boots.length > 0);
    expect(chrome.offscreenMade).toBe(1);
  });

  it('shows a CRM page its part only, now and later', async () => {
    await chrome.onStartup.fire();
    publish(quietSoftphone());
    await eventually('kept', () => chrome.screen.badge.colour);
    const tab = chrome.screen.openTab(RECORD);
    const shown = await watching(page(RECORD, tab.id), 'page');
    await eventually('the latest', () => shown.length === 1);
    publish(quietSoftphone({ missedCount: 2, call: liveCall() }));
    await eventually('the call', () => shown.at(-1)?.call?.state === 'live');
    expect(
      shown.every(
        ({ recentCalls, missedCount, agent }) => recentCalls.length + missedCount === 0 && agent?.email === '',
      ),
    ).toBe(true);
  });

  it('tells a page of another site nothing', async () => {
    const tab = chrome.screen.openTab('https://evil.example/');
    const shown = await watching(page('https://evil.example/', tab.id), 'page');
    await chrome.onStartup.fire();
    publish(quietSoftphone({ call: liveCall() }));
    await eventually('kept', () => chrome.screen.badge.text === '●');
    await nothingHappens('the page is told', () => shown.length, 200);
    expect(shown).toEqual([]);
  });

  it('stops when the view goes', async () => {
    await chrome.onStartup.fire();
    const shown = await watching(popup(), 'popup');
    publish(quietSoftphone());
    await eventually('shown', () => shown.length > 0);
    ending.abort();
    publish(quietSoftphone({ call: liveCall() }));
    await eventually('kept', () => chrome.screen.badge.text === '●');
    expect(shown.at(-1)?.call).toBeNull();
  });

  it('breaks no view whose extension was updated under it', async () => {
    const at = page();
    const wire = await wireAt('page');
    vi.spyOn(globalThis.chrome.runtime, 'connect').mockImplementationOnce(() => {
      throw new Error('Extension context invalidated.');
    });
    inPlace(at, () => wire.watchLevels(() => undefined, ending.signal));
    expect(sendLevels).toBeUndefined();
  });

  it('brings the loudness of both voices while somebody looks', async () => {
    await chrome.onStartup.fire();
    const at = popup();
    const wire = await wireAt('popup');
    const seen: Levels[] = [];
    inPlace(at, () => wire.watchLevels((levels) => seen.push(levels), ending.signal));
    sendLevels?.({ you: 0.2, them: 0.4 });
    await eventually('levels', () => seen.length > 0);
    ending.abort();
    await eventually('nobody measures any more', () => sendLevels === undefined);
  });
});
