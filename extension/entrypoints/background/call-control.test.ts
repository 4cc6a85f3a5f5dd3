import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeChrome } from '#test/support/chrome/fake-chrome.ts';
import { listeningSoftphone, sendFrom } from '#test/support/chrome/listening-softphone.ts';
import { inPlace } from '#test/support/chrome/places.ts';
import { pretendServer, SERVER } from '#test/support/chrome/pretend-server.ts';
import { startWorker } from '#test/support/chrome/worker.ts';

const CALL = 'c_0000000000000000000001';
const CONTROL = `POST /api/agent/calls/${CALL}/control`;
const hold = { what: 'hold', on: true };
let chrome: FakeChrome;

beforeEach(async () => {
  chrome = new FakeChrome();
  listeningSoftphone(chrome);
  await startWorker(chrome);
});
afterEach(() => vi.unstubAllGlobals());

const signIn = () => inPlace(chrome.worker(), () => chrome.local.set({ session: { origin: SERVER, token: 'tok' } }));
const ask = (input: object, name = 'call.control', page = 'popup.html') =>
  sendFrom(chrome.ownPage(page), { kind: 'ask', name, input });

describe('what is asked of a running call', () => {
  it('goes to the server, under an id of its own', async () => {
    await signIn();
    const asked = pretendServer({ [CONTROL]: { body: {} } });
    expect(await ask({ callId: CALL, ask: hold })).toEqual({ ok: true, value: {} });
    expect(await ask({ callId: CALL, ask: hold })).toEqual({ ok: true, value: {} });
    const [first, second] = asked.map(({ body }) => body);
    expect(first).toEqual({ askId: expect.stringMatching(/^[\w-]{16,64}$/), ask: hold });
    expect(second).not.toEqual(first);
    expect(asked[0]?.headers.get('authorization')).toBe('Bearer tok');
  });

  it('is asked again under the same id when the answer was lost: it is done once', async () => {
    await signIn();
    const asked = pretendServer({ [CONTROL]: { body: {} } });
    const reached = globalThis.fetch;
    let lost = 0;
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      const answer = await reached(url, init);
      lost += 1;
      if (lost < 3) throw new TypeError('Failed to fetch');
      return answer;
    });
    expect(await ask({ callId: CALL, ask: hold })).toEqual({ ok: true, value: {} });
    expect(asked).toHaveLength(3);
    expect(new Set(asked.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  });

  it('says that the server is away, in time for whoever waits', async () => {
    await signIn();
    pretendServer({}, 'https://elsewhere.example');
    expect(await ask({ callId: CALL, ask: hold })).toMatchObject({ ok: false, problem: { code: 'server-away' } });
  });

  it('is refused in the server’s words, and not asked again', async () => {
    await signIn();
    const body = { code: 'transfer-running', message: 'Another transfer is under way.', retry: false };
    const asked = pretendServer({ [CONTROL]: { status: 409, body } });
    const to = { who: 'number', number: '600 111 222' };
    expect(await ask({ callId: CALL, ask: { what: 'transfer', how: 'consult', to } })).toMatchObject({
      problem: { code: 'transfer-running' },
    });
    expect(asked).toHaveLength(1);
  });

  it.each([
    { callId: '../me', ask: hold },
    { callId: CALL, ask: { what: 'hold' } },
    { callId: CALL, ask: { what: 'explode' } },
    { callId: CALL, ask: { what: 'transfer', how: 'blind', to: { who: 'number', number: '6'.repeat(81) } } },
    { callId: CALL, ask: { what: 'transfer', how: 'blind', to: { who: 'agent', agentId: 'ken' } } },
  ])('is not sent when it is %j', async (input) => {
    await signIn();
    const asked = pretendServer();
    expect(await ask(input)).toMatchObject({ ok: false, problem: { code: 'bad-request' } });
    expect(asked).toEqual([]);
  });

  it('is asked by nobody who is signed out', async () => {
    const asked = pretendServer();
    expect(await ask({ callId: CALL, ask: hold })).toMatchObject({ problem: { code: 'signed-out' } });
    expect(await ask({}, 'colleagues.list')).toMatchObject({ problem: { code: 'signed-out' } });
    expect(asked).toEqual([]);
  });
});

describe('colleagues', () => {
  const ken = {
    agentId: `u_${'0'.repeat(20)}`,
    name: 'Ken Sato',
    presence: 'online',
    awayReason: null,
    busySince: null,
    rings: true,
  };

  it('are listed by the server', async () => {
    await signIn();
    pretendServer({ 'GET /api/agent/colleagues': { body: { colleagues: [ken] } } });
    expect(await ask({}, 'colleagues.list')).toEqual({ ok: true, value: { colleagues: [ken] } });
  });

  it('are not half understood', async () => {
    await signIn();
    pretendServer({ 'GET /api/agent/colleagues': { body: { colleagues: [{ name: 'Ken' }] } } });
    expect(await ask({}, 'colleagues.list')).toMatchObject({ ok: false });
  });
});
