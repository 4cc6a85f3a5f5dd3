import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeChrome } from '#test/support/chrome/fake-chrome.ts';
import { listeningSoftphone, sendFrom } from '#test/support/chrome/listening-softphone.ts';
import { inPlace } from '#test/support/chrome/places.ts';
import { pretendServer, SERVER } from '#test/support/chrome/pretend-server.ts';
import { startWorker } from '#test/support/chrome/worker.ts';

const CALL = 'c_0000000000000000000001';
const TRACE = `GET /api/agent/calls/${CALL}/trace`;
let chrome: FakeChrome;

beforeEach(async () => {
  chrome = new FakeChrome();
  listeningSoftphone(chrome);
  await startWorker(chrome);
});
afterEach(() => vi.unstubAllGlobals());

const signIn = () => inPlace(chrome.worker(), () => chrome.local.set({ session: { origin: SERVER, token: 'tok' } }));
const ask = (page: string, name: string, input: object = {}) =>
  sendFrom(chrome.ownPage(page), { kind: 'ask', name, input });

describe('what happened in a call', () => {
  const lines = [
    { code: 'rang', at: '2026-11-24T16:00:00.000Z', values: { names: 'Ana Ruiz', seconds: 20, round: 1 } },
  ];

  it('is told by the server to who is signed in', async () => {
    await signIn();
    const asked = pretendServer({ [TRACE]: { body: { callId: CALL, lines } } });
    expect(await ask('popup.html', 'call.trace', { callId: CALL })).toEqual({ ok: true, value: { lines } });
    expect(asked.at(-1)?.headers.get('authorization')).toBe('Bearer tok');
  });

  it('is not half understood: what no line can be is a Problem', async () => {
    await signIn();
    pretendServer({ [TRACE]: { body: { callId: CALL, lines: [{ code: 'beamed-up', at: 7 }] } } });
    expect(await ask('popup.html', 'call.trace', { callId: CALL })).toMatchObject({ ok: false });
  });

  it('is asked for by nobody who is signed out, by no other page, and for no call without an id', async () => {
    const asked = pretendServer();
    const refused = (code: string) => ({ ok: false, problem: { code } });
    expect(await ask('popup.html', 'call.trace', { callId: CALL })).toMatchObject(refused('signed-out'));
    await signIn();
    expect(await ask('options.html', 'call.trace', { callId: CALL })).toMatchObject(refused('not-allowed'));
    expect(await ask('popup.html', 'call.trace', { callId: '../me' })).toMatchObject(refused('bad-request'));
    expect(asked).toEqual([]);
  });
});

describe('her presence, and who has a number', () => {
  it('go to the server in her name', async () => {
    await signIn();
    const number = '+34612345678';
    const asked = pretendServer({
      'PUT /api/agent/presence': { body: { presence: 'away' } },
      'POST /api/agent/look-up': { body: { number, records: [] } },
    });
    expect(await ask('popup.html', 'presence.set', { presence: 'away' })).toEqual({ ok: true, value: {} });
    expect(await ask('popup.html', 'number.lookUp', { number: '612 34 56 78' })).toEqual({
      ok: true,
      value: { number, records: [] },
    });
    expect(asked.map(({ body }) => body)).toEqual([{ presence: 'away' }, { number: '612 34 56 78' }]);
    expect(asked.every(({ headers }) => headers.get('authorization') === 'Bearer tok')).toBe(true);
  });

  it('are asked of nobody by who is signed out', async () => {
    const asked = pretendServer();
    const refused = { ok: false, problem: { code: 'signed-out' } };
    expect(await ask('popup.html', 'presence.set', { presence: 'away' })).toMatchObject(refused);
    expect(await ask('popup.html', 'number.lookUp', { number: '612' })).toMatchObject(refused);
    expect(asked).toEqual([]);
  });
});

describe('the diagnosis', () => {
  it('is asked of the server in her name', async () => {
    await signIn();
    const findings = [{ code: 'presence', result: 'bad', values: { presence: 'offline' } }];
    pretendServer({ 'GET /api/agent/diagnosis': { body: { agentId: `u_${'0'.repeat(20)}`, findings } } });
    expect(await ask('options.html', 'diagnosis.ask')).toEqual({ ok: true, value: { findings } });
  });

  it('rings her when she asks for it, and says why it can’t', async () => {
    await signIn();
    const asked = pretendServer({ 'POST /api/agent/ring-me': { body: {} } });
    expect(await ask('options.html', 'diagnosis.ringMe')).toEqual({ ok: true, value: {} });
    expect(asked).toHaveLength(1);
    const body = { code: 'softphone-away', message: 'None is connected.', retry: false };
    pretendServer({ 'POST /api/agent/ring-me': { status: 409, body } });
    expect(await ask('options.html', 'diagnosis.ringMe')).toMatchObject({ problem: { code: 'softphone-away' } });
  });

  it.each(['diagnosis.ask', 'diagnosis.ringMe'])('%s is refused while nobody is signed in', async (name) => {
    expect(await ask('options.html', name)).toMatchObject({ ok: false, problem: { code: 'signed-out' } });
  });
});

describe('away', () => {
  const away = { reason: 'break', minutes: 15 };

  it('is told to the server with its reason and time', async () => {
    await signIn();
    const asked = pretendServer({ 'PUT /api/agent/away': { body: {} } });
    expect(await ask('popup.html', 'presence.away', away)).toEqual({ ok: true, value: {} });
    expect(asked.at(-1)?.body).toEqual(away);
    expect(await ask('sidepanel.html', 'presence.away', { reason: null, minutes: null })).toMatchObject({ ok: true });
  });

  it('is refused while nobody is signed in, and for longer than half a day', async () => {
    expect(await ask('popup.html', 'presence.away', away)).toMatchObject({ problem: { code: 'signed-out' } });
    await signIn();
    const long = { reason: null, minutes: 721 };
    expect(await ask('popup.html', 'presence.away', long)).toMatchObject({ problem: { code: 'bad-request' } });
  });
});
