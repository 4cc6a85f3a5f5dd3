import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SoftphoneSnapshot } from '#extension/wire/snapshots.ts';
import { FakeChrome } from '#test/support/chrome/fake-chrome.ts';
import { inPlace, type Place } from '#test/support/chrome/places.ts';
import { pretendServer, SERVER } from '#test/support/chrome/pretend-server.ts';
import { liveCall, quietSoftphone } from '#test/support/chrome/snapshots.ts';
import { eventually } from '#test/support/eventually.ts';

let chrome: FakeChrome;
let worker: Place;
beforeEach(async () => {
  vi.resetModules();
  chrome = new FakeChrome();
  worker = chrome.worker();
  const { listenToAway } = await import('./away-notice.ts');
  inPlace(worker, listenToAway);
});
afterEach(() => vi.unstubAllGlobals());

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const onABreak = (minutes: number, more: Partial<SoftphoneSnapshot> = {}) =>
  quietSoftphone({ presence: 'away', awayReason: 'break', awayUntil: inMinutes(minutes), ...more });
const notice = () => chrome.screen.notifications.get('away');

const keep = (snapshot: SoftphoneSnapshot) =>
  inPlace(worker, () => chrome.session.set({ 'snapshot.softphone': snapshot }));

async function softphoneIs(snapshot: SoftphoneSnapshot): Promise<void> {
  const { followAway } = await import('./away-notice.ts');
  await keep(snapshot);
  await inPlace(worker, () => followAway(snapshot));
}

describe('a break', () => {
  it('is told when its time has come, by a worker that was woken for it', async () => {
    const softphone = onABreak(15);
    await softphoneIs(softphone);
    expect(notice()).toBeUndefined();
    expect(chrome.alarms.get('away-until')).toEqual({ when: Date.parse(softphone.awayUntil ?? '') });
    await keep({ ...softphone, awayUntil: inMinutes(-1) });
    inPlace(worker, () => chrome.onAlarm.fire({ name: 'away-until' }));
    await eventually('she is told', () => notice() !== undefined);
    expect(notice()).toMatchObject({ title: 'Your break is over.', buttons: [{ title: 'Go online' }] });
  });

  it('that ends early is told to nobody', async () => {
    await softphoneIs(onABreak(15));
    await softphoneIs(quietSoftphone({ presence: 'online' }));
    expect(chrome.alarms.has('away-until')).toBe(false);
  });

  it('is over by one button, which brings her back and nothing else does', async () => {
    const asked = pretendServer({ 'PUT /api/agent/presence': { body: { presence: 'online' } } });
    await inPlace(worker, () => chrome.local.set({ session: { origin: SERVER, token: 'tok' } }));
    await softphoneIs(onABreak(-1));
    expect(asked).toEqual([]);
    inPlace(worker, () => chrome.screen.onButtonClicked.fire('away', 0));
    await eventually('she is online', () => asked.length === 1);
    expect(asked[0]).toMatchObject({ path: '/api/agent/presence', body: { presence: 'online' } });
    expect(notice()).toBeUndefined();
  });

  it('is not told while she talks, and when she is back the notice goes', async () => {
    await softphoneIs(onABreak(-1, { call: liveCall() }));
    expect(notice()).toBeUndefined();
    await softphoneIs(onABreak(-1));
    expect(notice()).toBeDefined();
    await softphoneIs(quietSoftphone({ presence: 'online' }));
    expect(notice()).toBeUndefined();
  });

  it('that she has put away stays away', async () => {
    const softphone = onABreak(-1);
    await softphoneIs(softphone);
    chrome.screen.notifications.clear();
    vi.resetModules();
    await softphoneIs(softphone);
    expect(notice()).toBeUndefined();
  });
});

it('tells her when the server has set her Away because she let calls ring', async () => {
  await inPlace(worker, () => chrome.local.set({ settings: { language: 'es' } }));
  await softphoneIs(quietSoftphone({ presence: 'away', awayReason: 'not-answering', awayUntil: null }));
  expect(notice()).toMatchObject({
    title: 'Las llamadas ya no suenan aquí.',
    buttons: [{ title: 'Ponerme en línea' }],
  });
});
