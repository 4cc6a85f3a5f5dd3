import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CommandName } from '#extension/wire/contract.ts';
import { type WrapUpsSnapshot, wrapUpsSnapshotSchema } from '#extension/wire/snapshots.ts';
import { FakeChrome } from '#test/support/chrome/fake-chrome.ts';
import { listeningSoftphone, sendFrom } from '#test/support/chrome/listening-softphone.ts';
import { inPlace, type Place } from '#test/support/chrome/places.ts';
import { pretendServer, SERVER } from '#test/support/chrome/pretend-server.ts';
import { agentId, callId, endedCall, liveCall, quietSoftphone, ringingCall } from '#test/support/chrome/snapshots.ts';
import { startWorker } from '#test/support/chrome/worker.ts';
import { eventually, nothingHappens } from '#test/support/eventually.ts';

const ID = String(ringingCall().id);
const PATH = `/api/agent/calls/${ID}/wrap-up`;
const HELLO = '2026-03-02T09:00:00Z';

let chrome: FakeChrome;
let softphone: ReturnType<typeof listeningSoftphone>;
let popup: Place;
let worker: Place;

beforeEach(async () => {
  chrome = new FakeChrome();
  softphone = listeningSoftphone(chrome);
  worker = await startWorker(chrome);
  await inPlace(worker, () => chrome.local.set({ session: { origin: SERVER, token: 'tok' } }));
  popup = chrome.ownPage('popup.html');
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const talked = { ...endedCall('they-hung-up'), talkedSeconds: 55 };
const told = (state: string, more: object = {}) => ({
  ...{ callId: ID, direction: 'incoming', disposition: 'answered', number: '+34600111222', startedAt: HELLO },
  ...{ endedAt: '2026-03-02T09:01:00Z', talkedSeconds: 55, record: null, matches: [], recording: 'none' },
  ...{ draft: { ...nothing, description: 'from the server' }, edit: 1, state, problem: null, nextTryAt: null, ...more },
});
const nothing = {
  ...{ outcome: null, description: '', followUpCall: null, followUpTask: null, record: null, log: true },
};

const ask = (name: CommandName, input: object) => sendFrom(popup, { kind: 'ask', name, input });
const edit = (change: object) => ask('wrapUp.edit', { callId: ID, change });
const save = (change: object = {}) => ask('wrapUp.save', { callId: ID, change });
const publishes = (more: Parameters<typeof quietSoftphone>[0]) => softphone.publishes(quietSoftphone(more));
async function shown(): Promise<WrapUpsSnapshot> {
  const latest = await sendFrom(popup, { kind: 'latest', name: 'wrapUps' });
  return v.parse(v.object({ snapshot: wrapUpsSnapshotSchema }), latest).snapshot;
}
/** The worker dies, and the browser with it where it is closed: only `storage.local` is left. */
async function dies({ browserToo = false } = {}): Promise<void> {
  chrome.kill(worker);
  if (browserToo)
    await inPlace(popup, () => chrome.session.remove(['snapshot.softphone', 'snapshot.wrapUps', 'crm-lists']));
  worker = await startWorker(chrome);
}

describe('the notes of a call', () => {
  it('are there when the browser opens again, whatever the server does', async () => {
    pretendServer({}, 'https://nowhere.example');
    await publishes({ call: liveCall() });
    expect(await edit({ description: '12 vans' })).toEqual({ ok: true, value: {} });
    await publishes({ call: talked });
    await edit({ followUpCall: { subject: 'Call Luis', at: '2026-03-03T08:00:00.000Z' } });
    await dies({ browserToo: true });
    await publishes({ call: null });
    const draft = { description: '12 vans', followUpCall: { subject: 'Call Luis' } };
    expect(await shown()).toMatchObject({ shown: ID, wrapUps: [{ state: 'open', draft }] });
  });

  it('go to the server after a pause in typing, the latest alone', async () => {
    const asked = pretendServer({ [`PUT ${PATH}`]: { body: {} } });
    await publishes({ call: liveCall() });
    // At once: on a busy machine a pause might come between them.
    await Promise.all(['1', '12', '12 vans'].map((description) => edit({ description })));
    await eventually('the draft is there', () => asked.length > 0);
    expect(asked.map(({ body }) => body)).toMatchObject([{ edit: 3, draft: { description: '12 vans' } }]);
  });

  it('of two views at once keep what each has changed', async () => {
    await publishes({ call: talked });
    await Promise.all([edit({ outcome: 'interested' }), edit({ description: 'x' })]);
    expect(await shown()).toMatchObject({ wrapUps: [{ draft: { outcome: 'interested', description: 'x' } }] });
  });

  it('of a call that is not hers are refused', async () => {
    await publishes({ call: talked });
    const answer = await ask('wrapUp.edit', { callId: callId(88), change: { description: 'x' } });
    expect(answer).toMatchObject({ ok: false, problem: { code: 'not-found' } });
  });

  it('never go out in another’s name: she has signed in, and the softphone still speaks of who was here before', async () => {
    const asked = pretendServer({ [`POST ${PATH}`]: { body: told('writing') } });
    const agent = quietSoftphone().agent;
    const hers = agent && { ...agent, id: agentId(2), name: 'Ken' };
    await inPlace(worker, () => chrome.local.set({ session: { origin: SERVER, token: 'kens', agent: hers } }));
    await publishes({ call: talked });
    await save({ description: 'Ana’s' });
    await nothingHappens('it is sent', () => asked.length, 100);
    await publishes({ call: null, agent: hers });
    expect(await shown()).toMatchObject({ shown: null, wrapUps: [] });
    await nothingHappens('it is sent', () => asked.length, 100);
    expect(asked.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it('are shown to nobody else, and to nobody once she has signed out', async () => {
    await publishes({ call: talked });
    await publishes({ agent: null, call: null });
    expect(await shown()).toMatchObject({ shown: null, wrapUps: [] });
  });

  it('are not lost over a stored book that an older version wrote', async () => {
    await publishes({ call: talked });
    await edit({ description: 'mine' });
    const { wrapUps } = await inPlace(worker, () => chrome.local.get('wrapUps'));
    await inPlace(worker, () => chrome.local.set({ wrapUps: { kept: [...Object(wrapUps).kept, { torn: true }] } }));
    await publishes({ call: null });
    expect(await shown()).toMatchObject({ wrapUps: [{ draft: { description: 'mine' } }] });
  });
});

describe('saving', () => {
  it('goes to the server at once, puts the window and the ended call away', async () => {
    const asked = pretendServer({ [`POST ${PATH}`]: { body: told('writing') } });
    await publishes({ call: talked });
    expect(await save({ outcome: 'interested' })).toEqual({ ok: true, value: {} });
    await eventually('it is saved', () => asked.find(({ method }) => method === 'POST'));
    expect(asked.at(-1)?.body).toMatchObject({ edit: 1, draft: { outcome: 'interested' } });
    expect(softphone.told).toContainEqual(expect.objectContaining({ name: 'call.dismiss' }));
    await eventually('the server has it', async () => (await shown()).fixed.length === 1);
    expect(await shown()).toMatchObject({ shown: null, fixed: [ID], wrapUps: [{ state: 'writing' }] });
  });

  it('without the server waits and says why, and goes by itself when the server is back', async () => {
    pretendServer({}, 'https://nowhere.example');
    await publishes({ call: talked });
    await save({ description: 'offline' });
    await eventually('it waits', async () => (await shown()).wrapUps[0]?.state === 'waiting');
    expect(await shown()).toMatchObject({ wrapUps: [{ problem: { code: 'server-away' } }], fixed: [] });
    expect((await shown()).wrapUps[0]?.nextTryAt).not.toBeNull();
    await dies({ browserToo: true });
    const asked = pretendServer({
      [`POST ${PATH}`]: { body: told('writing') },
      'GET /api/agent/wrap-ups': { body: { wrapUps: [] } },
    });
    await publishes({ call: null, wrapUpsAt: HELLO });
    await eventually(
      'the server has it',
      async () => !(await shown()).wrapUps.some(({ state }) => state === 'waiting'),
    );
    const posts = asked.filter(({ method }) => method === 'POST');
    expect(posts).toHaveLength(1);
    expect(posts[0]?.body).toMatchObject({ draft: { description: 'offline' } });
  });

  it('is tried at once when she asks for it', async () => {
    pretendServer({}, 'https://nowhere.example');
    await publishes({ call: talked });
    await save();
    await eventually('it waits', async () => (await shown()).wrapUps[0]?.state === 'waiting');
    pretendServer({ [`POST ${PATH}`]: { body: told('writing') } });
    expect(await ask('wrapUp.retry', { callId: ID })).toEqual({ ok: true, value: {} });
    expect((await shown()).wrapUps[0]?.state).toBe('writing');
  });

  it('of a call that the server does not log ends there', async () => {
    const problem = { code: 'not-found', message: 'No.', retry: false };
    const asked = pretendServer({ [`POST ${PATH}`]: { status: 404, body: problem } });
    await publishes({ call: talked });
    await save();
    await eventually('it was asked', () => asked.length > 0);
    await eventually('nothing is left of it', async () => (await shown()).wrapUps.length === 0);
  });
});

describe('the server’s list', () => {
  it('is asked for once, each time the server says that it has changed', async () => {
    const asked = pretendServer({ 'GET /api/agent/wrap-ups': { body: { wrapUps: [told('waiting')] } } });
    await publishes({ wrapUpsAt: HELLO });
    await eventually('it is shown', async () => (await shown()).wrapUps[0]?.state === 'waiting');
    await publishes({ wrapUpsAt: HELLO, presence: 'away' });
    await publishes({ wrapUpsAt: '2026-03-02T09:05:00Z' });
    await eventually('it is asked again', () => asked.length === 2);
  });
});

describe('while the window is open', () => {
  const wrapUp = { mayLeaveOut: false, seconds: 60 };
  const justNow = () => ({ ...talked, endedAt: new Date().toISOString() });
  const until = () => softphone.told.filter(({ name }) => name === 'wrapUp.presence').at(-1)?.input;

  it('no call rings, until she puts it away', async () => {
    await publishes({ call: justNow(), wrapUp, wrappingUp: true });
    expect((await shown()).notRungUntil).not.toBeNull();
    expect(until()).toBeUndefined();
    await ask('wrapUp.minimise', { callId: ID, small: true });
    expect(until()).toEqual({ until: null });
    expect(await shown()).toMatchObject({ shown: null, wrapUps: [{ state: 'open' }] });
  });

  it('a softphone that was started anew is told', async () => {
    await publishes({ call: justNow(), wrapUp, wrappingUp: true });
    await publishes({ call: null, wrapUp, wrappingUp: false });
    expect(until()).toEqual({ until: expect.any(String) });
  });
});

describe('Save & call next', () => {
  const list = (tabId: number) =>
    sendFrom(chrome.contentScript('https://crm.zoho.eu/crm/org1/tab/Leads/custom-view/1/list', { tabId }), {
      ...{ kind: 'ask', name: 'page.list' },
      input: {
        rows: [
          { record: { kind: 'lead', id: '1' }, name: 'One', number: '+34911111111' },
          { record: { kind: 'lead', id: '2' }, name: 'Two', number: null },
          { record: { kind: 'lead', id: '3' }, name: 'Three', number: '+34913333333' },
        ],
      },
    });
  const call = { ...talked, record: { kind: 'lead', id: '1' } } as const;

  it('calls the next row with a number of the list that the record was opened from, and saves', async () => {
    const asked = pretendServer({ [`POST ${PATH}`]: { body: told('writing') } });
    await list(3);
    await publishes({ call, recentCalls: [] });
    const next = { from: 'list', name: 'Three', number: '+34913333333', record: { kind: 'lead', id: '3' } };
    expect((await shown()).next).toEqual(next);
    expect(await ask('wrapUp.callNext', { callId: ID, change: {} })).toEqual({ ok: true, value: {} });
    expect(softphone.told.find(({ name }) => name === 'call.dial')?.input).toEqual({
      ...{ to: '+34913333333', record: { kind: 'lead', id: '3' }, from: null },
    });
    await eventually('it is saved', () => asked.length === 1);
  });

  it('calls a missed caller first', async () => {
    await list(3);
    const startedAt = new Date(Date.now() - 60_000).toISOString();
    const recentCalls = quietSoftphone().recentCalls.map((one) => ({ ...one, startedAt }));
    await publishes({ call, recentCalls });
    expect((await shown()).next).toMatchObject({ from: 'missed', name: 'Luis Pérez' });
  });

  it('has nobody to call after the last row, without a list, or without a number to call from', async () => {
    await publishes({ call, recentCalls: [] });
    expect((await shown()).next).toBeNull();
    await list(3);
    await publishes({ call: { ...call, record: { kind: 'lead', id: '3' } }, recentCalls: [] });
    expect((await shown()).next).toBeNull();
    await publishes({ call, recentCalls: [], outgoingNumbers: [] });
    expect((await shown()).next).toBeNull();
    expect(await ask('wrapUp.callNext', { callId: ID, change: {} })).toMatchObject({ ok: false });
    expect((await shown()).shown).toBe(ID);
  });
});
