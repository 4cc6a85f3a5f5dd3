import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeChrome } from '#test/support/chrome/fake-chrome.ts';
import { listeningSoftphone, sendFrom } from '#test/support/chrome/listening-softphone.ts';
import { inPlace } from '#test/support/chrome/places.ts';
import { pretendServer, SERVER } from '#test/support/chrome/pretend-server.ts';
import { startWorker } from '#test/support/chrome/worker.ts';

let chrome: FakeChrome;

beforeEach(async () => {
  chrome = new FakeChrome();
  listeningSoftphone(chrome);
  await startWorker(chrome);
});
afterEach(() => vi.unstubAllGlobals());

const signIn = () => inPlace(chrome.worker(), () => chrome.local.set({ session: { origin: SERVER, token: 'tok' } }));
const ask = (input: object) =>
  sendFrom(chrome.ownPage('options.html'), { kind: 'ask', name: 'admin.ask', input: { params: {}, ...input } });

describe('what administrators ask', () => {
  it('goes to the server by the name of its route, in the name of who is signed in', async () => {
    await signIn();
    const asked = pretendServer({ 'GET /api/admin/people': { body: { people: [] } } });
    expect(await ask({ route: 'people' })).toEqual({ ok: true, value: { reply: { people: [] } } });
    expect(asked.at(-1)?.headers.get('authorization')).toBe('Bearer tok');
  });

  it('fills the path with what was given, as one part of it', async () => {
    await signIn();
    const asked = pretendServer({ 'DELETE /api/admin/incoming-numbers/..%2Fpeople': { body: {} } });
    await ask({ route: 'deleteIncomingNumber', params: { number: '../people' } });
    expect(asked.at(-1)?.path).toBe('/api/admin/incoming-numbers/..%2Fpeople');
  });

  it.each([
    { route: 'toString' },
    { route: '__proto__' },
    { route: 'signOutPerson' },
    { route: 'connectTwilio', input: { accountSid: 7 } },
  ])('is refused when it is none: $route', async (asked) => {
    await signIn();
    const requests = pretendServer();
    expect(await ask(asked)).toMatchObject({ ok: false, problem: { code: 'bad-request' } });
    expect(requests).toEqual([]);
  });

  it('is refused when nobody is signed in', async () => {
    expect(await ask({ route: 'people' })).toMatchObject({ ok: false, problem: { code: 'signed-out' } });
  });
});
