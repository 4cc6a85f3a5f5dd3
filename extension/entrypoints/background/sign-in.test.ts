import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeChrome, OWN_ID } from '#test/support/chrome/fake-chrome.ts';
import { inPlace } from '#test/support/chrome/places.ts';
import { pretendServer, SERVER, signedIn } from '#test/support/chrome/pretend-server.ts';

let chrome: FakeChrome;
beforeEach(() => {
  chrome = new FakeChrome();
});
afterEach(() => vi.unstubAllGlobals());

async function signIn() {
  const { signIn: go } = await import('./sign-in.ts');
  return inPlace(chrome.worker(), () => go(SERVER));
}

/** The window comes back with these, and with the state that it was opened with unless another is given. */
function windowBrings(params: Record<string, string>): URL[] {
  const opened: URL[] = [];
  chrome.signInWindow = async (url) => {
    const at = new URL(url);
    opened.push(at);
    const back = new URL(at.searchParams.get('redirect_uri') ?? '');
    back.search = new URLSearchParams({ state: at.searchParams.get('state') ?? '', ...params }).toString();
    return back.href;
  };
  return opened;
}

describe('signing in', () => {
  it('brings a session for the code, and proves that it was us who asked', async () => {
    const asked = pretendServer({ 'POST /api/sign-in': signedIn('tok') });
    const [opened] = await Promise.all([windowBrings({ code: 'once' })]);
    expect(await signIn()).toMatchObject({
      ok: true,
      value: { origin: SERVER, token: 'tok', agent: { name: 'Ana García' } },
    });

    const [url] = opened;
    expect(url?.origin).toBe(SERVER);
    expect(url?.searchParams.get('redirect_uri')).toBe(`https://${OWN_ID}.chromiumapp.org/sign-in`);
    expect(url?.searchParams.get('code_challenge_method')).toBe('S256');
    const body = asked[0]?.body;
    const verifier =
      typeof body === 'object' && body !== null && 'codeVerifier' in body ? String(body.codeVerifier) : '';
    expect(body).toMatchObject({ code: 'once' });
    expect(verifier).toMatch(/^[\w-]{43}$/);
    expect(url?.searchParams.get('code_challenge')).toBe(createHash('sha256').update(verifier).digest('base64url'));
  });

  it('never uses a state or a verifier twice', async () => {
    pretendServer({ 'POST /api/sign-in': signedIn('tok') });
    const opened = windowBrings({ code: 'once' });
    await signIn();
    await signIn();
    for (const name of ['state', 'code_challenge']) {
      expect(new Set(opened.map((url) => url.searchParams.get(name))).size).toBe(2);
    }
  });

  it.each([
    ['with another state', { code: 'once', state: 'forged' }],
    ['with a problem and another state', { problem: 'wrong-organisation', state: 'forged' }],
    ['with nothing', {}],
  ])('is refused when the window comes back %s', async (_, params) => {
    const asked = pretendServer({ 'POST /api/sign-in': signedIn('tok') });
    windowBrings(params);
    expect(await signIn()).toMatchObject({ ok: false, problem: { code: 'sign-in-refused' } });
    expect(asked).toEqual([]);
  });

  it.each([
    ['wrong-organisation', 'wrong-organisation'],
    ['user-not-active', 'user-not-active'],
    ['not-set-up', 'not-set-up'],
    ['made-up<script>', 'sign-in-refused'],
  ])('tells the server’s problem %s as %s', async (told, code) => {
    pretendServer();
    windowBrings({ problem: told });
    const answer = await signIn();
    expect(answer).toMatchObject({ ok: false, problem: { code } });
    expect(JSON.stringify(answer)).not.toContain('<script>');
  });

  it('says that the window was closed', async () => {
    chrome.signInWindow = () => Promise.reject(new Error('The user did not approve access.'));
    expect(await signIn()).toMatchObject({ ok: false, problem: { code: 'sign-in-refused', message: /closed/ } });
  });

  it('says that the server is away when its page did not load', async () => {
    chrome.signInWindow = () => Promise.reject(new Error('Authorization page could not be loaded.'));
    expect(await signIn()).toMatchObject({ ok: false, problem: { code: 'server-away', retry: true } });
  });

  it.each(['', 'not an address'])('is refused when the window ends at %j', async (reached) => {
    chrome.signInWindow = async () => reached;
    expect(await signIn()).toMatchObject({ ok: false, problem: { code: 'sign-in-refused' } });
  });

  it('tells why the server did not take the code', async () => {
    const problem = { code: 'sign-in-refused', message: 'This sign-in has expired.', retry: false };
    pretendServer({ 'POST /api/sign-in': { status: 400, body: problem } });
    windowBrings({ code: 'old' });
    expect(await signIn()).toEqual({ ok: false, problem });
  });
});
