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
const ask = (name: string, input: object, page = 'options.html') =>
  sendFrom(chrome.ownPage(page), { kind: 'ask', name, input });
const upload = (base64: string) => ask('audio.upload', { name: 'bienvenida ñ.mp3', base64 });

const audio = { id: `a_${'0'.repeat(22)}`, name: 'bienvenida ñ.mp3', seconds: 6, bytes: 4, url: null };

describe('a sound file that is uploaded', () => {
  it('goes to the server as it is, with its name, in the name of who is signed in', async () => {
    await signIn();
    const asked = pretendServer({ 'POST /api/admin/audio': { body: audio } });
    expect(await upload(btoa('RIFF'))).toEqual({ ok: true, value: { reply: audio } });
    const { headers, body } = asked.at(-1) ?? {};
    expect(headers?.get('authorization')).toBe('Bearer tok');
    expect(headers?.get('sidetone-file-name')).toBe('bienvenida%20%C3%B1.mp3');
    expect(body).toEqual(Uint8Array.from([82, 73, 70, 70]));
  });

  it('that the server does not take is told as it says', async () => {
    await signIn();
    const problem = { code: 'audio-not-sound', message: 'No sound.', retry: false };
    pretendServer({ 'POST /api/admin/audio': { status: 400, body: problem } });
    expect(await upload(btoa('text'))).toEqual({ ok: false, problem });
  });

  it.each([
    ['', 'audio-empty'],
    ['no base64 !', 'bad-request'],
    [btoa('x'.repeat(5 * 1024 * 1024 + 1)), 'audio-too-large'],
  ])('that is empty, broken or too large does not travel', async (base64, code) => {
    await signIn();
    const asked = pretendServer();
    expect(await upload(base64)).toMatchObject({ ok: false, problem: { code } });
    expect(asked).toEqual([]);
  });

  it('is refused when nobody is signed in', async () => {
    expect(await upload(btoa('RIFF'))).toMatchObject({ ok: false, problem: { code: 'signed-out' } });
  });
});

describe('what is not live yet', () => {
  const number = '+34910601234';
  const kept = () => ask('flow.kept', { number });

  it('is kept when its tab closes, until it is saved or thrown away', async () => {
    expect(await kept()).toEqual({ ok: true, value: { draft: null } });
    await ask('flow.keep', { number, draft: { name: 'Madrid' } });
    await ask('flow.keep', { number: '+33199004217', draft: { name: 'Paris' } });
    expect(await kept()).toEqual({ ok: true, value: { draft: { name: 'Madrid' } } });
    await ask('flow.keep', { number, draft: null });
    expect(await kept()).toEqual({ ok: true, value: { draft: null } });
  });

  it('is nothing that the popup may read, and belongs to a number', async () => {
    expect(await ask('flow.kept', { number }, 'popup.html')).toMatchObject({
      ok: false,
      problem: { code: 'not-allowed' },
    });
    expect(await ask('flow.keep', { number: '../session', draft: {} })).toMatchObject({
      ok: false,
      problem: { code: 'bad-request' },
    });
  });
});
