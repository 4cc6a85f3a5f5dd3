import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CommandName } from '#extension/wire/contract.ts';
import { FakeChrome } from '#test/support/chrome/fake-chrome.ts';
import { listeningSoftphone, sendFrom } from '#test/support/chrome/listening-softphone.ts';
import { inPlace } from '#test/support/chrome/places.ts';
import { pretendServer, SERVER, signedIn } from '#test/support/chrome/pretend-server.ts';
import { agentId, quietSoftphone } from '#test/support/chrome/snapshots.ts';
import { startWorker } from '#test/support/chrome/worker.ts';

let chrome: FakeChrome;
let softphone: ReturnType<typeof listeningSoftphone>;

beforeEach(async () => {
  chrome = new FakeChrome();
  softphone = listeningSoftphone(chrome);
  await startWorker(chrome);
});
afterEach(() => vi.unstubAllGlobals());

const { agent: hers } = signedIn('').body.me;
const options = (name: CommandName, input: object) =>
  sendFrom(chrome.ownPage('options.html'), { kind: 'ask', name, input });
const keptSession = async () => inPlace(chrome.worker(), () => chrome.local.get('session'));

describe('a session', () => {
  beforeEach(() => {
    chrome.signInWindow = async (url) => {
      const asked = new URL(url).searchParams;
      return `${asked.get('redirect_uri')}?code=once&state=${asked.get('state')}`;
    };
  });
  const signIn = async (token: string, origin: string | null = SERVER) => {
    const asked = pretendServer({ 'POST /api/sign-in': signedIn(token), 'POST /api/agent/sign-out': { body: {} } });
    expect(await options('session.signIn', { origin })).toEqual({ ok: true, value: {} });
    return asked;
  };

  it('is kept, told to the softphone, and to nobody else', async () => {
    await signIn('tok');
    expect(await keptSession()).toEqual({ session: { origin: SERVER, token: 'tok', agent: hers } });
    expect(softphone.told.at(-1)).toMatchObject({ kind: 'configure', boot: { session: { token: 'tok' } } });
    const known = await sendFrom(chrome.ownPage('options.html'), { kind: 'latest', name: 'settings' });
    expect(known).toMatchObject({ snapshot: { serverOrigin: SERVER } });
    expect(JSON.stringify(known)).not.toContain('tok');
  });

  it('outlives the worker', async () => {
    await signIn('tok');
    await startWorker(chrome);
    expect(await softphone.says({ kind: 'boot' })).toMatchObject({ session: { token: 'tok' } });
  });

  it('keeps whose it is as the softphone says it now, and believes no late word of somebody else', async () => {
    await signIn('tok');
    const quiet = quietSoftphone();
    const agent = quiet.agent && { ...quiet.agent, timeZone: 'Atlantic/Canary' };
    await softphone.publishes({ ...quiet, agent });
    expect(await keptSession()).toMatchObject({ session: { token: 'tok', agent: { timeZone: 'Atlantic/Canary' } } });
    await softphone.publishes({ ...quiet, agent: agent && { ...agent, id: agentId(2), name: 'Ken' } });
    expect(await keptSession()).toMatchObject({ session: { token: 'tok', agent: { name: hers.name } } });
    await options('session.signOut', {});
    await softphone.publishes(quiet);
    expect(await keptSession()).toEqual({});
  });

  it('that was stored without whose it is stays, and learns it', async () => {
    await inPlace(chrome.worker(), () => chrome.local.set({ session: { origin: SERVER, token: 'tok' } }));
    expect(await softphone.says({ kind: 'boot' })).toMatchObject({ session: { token: 'tok', agent: null } });
    await softphone.publishes(quietSoftphone());
    expect(await keptSession()).toMatchObject({ session: { token: 'tok', agent: hers } });
  });

  it('begins again at the server that is known', async () => {
    await signIn('tok');
    await signIn('tok2', null);
    expect(await keptSession()).toMatchObject({ session: { token: 'tok2' } });
  });

  it('begins nowhere as long as no server is known', async () => {
    pretendServer();
    expect(await options('session.signIn', { origin: null })).toMatchObject({ ok: false });
  });

  it('begins at the address that the organisation’s policy presets', async () => {
    await inPlace(chrome.worker(), () => chrome.managed.set({ serverAddress: `${SERVER}/` }));
    await signIn('tok', null);
    expect(await keptSession()).toMatchObject({ session: { origin: SERVER, token: 'tok' } });
  });

  it('ends here and at the server', async () => {
    const asked = await signIn('tok');
    expect(await options('session.signOut', {})).toEqual({ ok: true, value: {} });
    expect(await keptSession()).toEqual({});
    expect(softphone.told.at(-1)).toMatchObject({ kind: 'configure', boot: { session: null } });
    const signOut = asked.at(-1);
    expect([signOut?.path, signOut?.headers.get('authorization')]).toEqual(['/api/agent/sign-out', 'Bearer tok']);
  });

  it('ends here even if the server is away', async () => {
    await signIn('tok');
    pretendServer({}, 'https://elsewhere.example');
    expect(await options('session.signOut', {})).toEqual({ ok: true, value: {} });
    expect(await keptSession()).toEqual({});
  });

  it('ends when the server no longer knows it, but not the one that was begun meanwhile', async () => {
    await signIn('new');
    await softphone.says({ kind: 'session-ended', token: 'old' });
    expect(await keptSession()).toMatchObject({ session: { token: 'new' } });
    await softphone.says({ kind: 'session-ended', token: 'new' });
    expect(await keptSession()).toEqual({});
  });
});

describe('settings', () => {
  it('what an older or a newer Sidetone has kept of her settings is read as far as it can be', async () => {
    const settings = { language: 'es', theme: 'sepia', microphoneId: 'headset', ringerVolume: 80, speakerId: null };
    await inPlace(chrome.worker(), () => chrome.local.set({ settings }));
    expect(await softphone.says({ kind: 'boot' })).toMatchObject({
      settings: { language: 'es', theme: 'auto', microphoneId: 'headset', ringerVolume: 0.8, speakerId: '' },
    });
  });

  it('lose nothing when they change faster than they are stored', async () => {
    await Promise.all([
      options('settings.set', { ringerVolume: 0.1 }),
      options('settings.set', { language: 'es' }),
      options('settings.set', { ringerVolume: 0.3 }),
    ]);
    await startWorker(chrome);
    const page = chrome.ownPage('options.html');
    const known = { settings: { ringerVolume: 0.3, language: 'es', theme: 'auto' } };
    expect(await sendFrom(page, { kind: 'latest', name: 'settings' })).toMatchObject({ snapshot: known });
    expect(softphone.told.at(-1)).toMatchObject({ boot: known });
  });

  it('are as they were delivered when what is stored is damaged', async () => {
    await inPlace(chrome.worker(), () => chrome.local.set({ settings: { ringerVolume: 'loud' }, session: 'x' }));
    expect(await softphone.says({ kind: 'boot' })).toMatchObject({ session: null, settings: { ringerVolume: 0.8 } });
  });
});
