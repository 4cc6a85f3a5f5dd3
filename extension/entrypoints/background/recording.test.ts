import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeChrome } from '#test/support/chrome/fake-chrome.ts';
import { listeningSoftphone, sendFrom } from '#test/support/chrome/listening-softphone.ts';
import { inPlace } from '#test/support/chrome/places.ts';
import { pretendServer, SERVER } from '#test/support/chrome/pretend-server.ts';
import { startWorker } from '#test/support/chrome/worker.ts';

const CALL = 'c_0000000000000000000001';
const LINK = `POST /api/agent/calls/${CALL}/recording-link`;
let chrome: FakeChrome;

beforeEach(async () => {
  chrome = new FakeChrome();
  listeningSoftphone(chrome);
  await startWorker(chrome);
});
afterEach(() => vi.unstubAllGlobals());

const signIn = () => inPlace(chrome.worker(), () => chrome.local.set({ session: { origin: SERVER, token: 'tok' } }));
const ask = (page = 'popup.html', callId = CALL) =>
  sendFrom(chrome.ownPage(page), { kind: 'ask', name: 'recording.link', input: { callId } });

describe('the recording of a recent call', () => {
  it('is played from an address that the server gives to who is signed in', async () => {
    await signIn();
    const asked = pretendServer({ [LINK]: { body: { url: `${SERVER}/recordings/once` } } });
    expect(await ask()).toEqual({ ok: true, value: { url: `${SERVER}/recordings/once` } });
    expect(asked.at(-1)?.headers.get('authorization')).toBe('Bearer tok');
  });

  it('may stand at an address without the server’s name', async () => {
    await signIn();
    pretendServer({ [LINK]: { body: { url: '/recordings/once' } } });
    expect(await ask()).toEqual({ ok: true, value: { url: `${SERVER}/recordings/once` } });
  });

  it.each(['https://elsewhere.example/recordings/once', 'javascript:alert(1)', 'http://', '//elsewhere.example/x'])(
    'is not played from %s',
    async (url) => {
      await signIn();
      pretendServer({ [LINK]: { body: { url } } });
      expect(await ask()).toMatchObject({ ok: false, problem: { code: 'internal' } });
    },
  );

  it('is refused with the server’s reason', async () => {
    await signIn();
    const body = { code: 'recording-gone', message: 'Twilio no longer has it.', retry: false };
    pretendServer({ [LINK]: { status: 404, body } });
    expect(await ask()).toMatchObject({ ok: false, problem: { code: 'recording-gone' } });
  });

  it('is asked for by nobody who is signed out, by no other page, and for no call without an id', async () => {
    const asked = pretendServer();
    expect(await ask()).toMatchObject({ ok: false, problem: { code: 'signed-out' } });
    await signIn();
    expect(await ask('options.html')).toMatchObject({ ok: false, problem: { code: 'not-allowed' } });
    expect(await ask('popup.html', '../people')).toMatchObject({ ok: false, problem: { code: 'bad-request' } });
    expect(asked).toEqual([]);
  });
});
