import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { beginSession } from '#server/agents/sessions.ts';
import { newSetUpLink } from '#server/agents/team.ts';
import { resumeWriteBacks } from '#server/calls/write-back/write-back.retry.ts';
import { EMPTY_DRAFT, type WrapUpDraft } from '#shared/call/wrap-up.ts';
import type { CrmRecord } from '#shared/crm/crm-record.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import { problem } from '#shared/problem.ts';
import { type TestContext, testContext } from '#test/support/context.ts';
import { endedCall, keepEvents, LAURA, NOTED, recordedCall } from '#test/support/ended-call.ts';
import { eventually } from '#test/support/eventually.ts';
import { freshContext, LINE, seedAgent, seedLine } from '#test/support/telephony.ts';
import { away, gone, refused, signedOut, WrittenCrm } from '#test/support/written-crm.ts';
import { wrapUpRoutes } from './wrap-up.routes.ts';

let base: TestContext;
let context: TestContext;
let written: WrittenCrm;
let app: Hono;
let ana: AgentId;
let ben: AgentId;
const tokens = new Map<AgentId, string>();

const laura: CrmRecord = {
  ref: LAURA,
  name: 'Laura Gómez',
  company: null,
  title: null,
  ownerName: null,
  email: null,
  url: 'https://crm.zoho.eu/1',
};

beforeAll(async () => {
  base = await testContext();
});
afterAll(() => base.close());
beforeEach(async () => {
  written = new WrittenCrm();
  written.records = [laura];
  context = await freshContext(base, { crm: written.crm() });
  await newSetUpLink(context);
  app = wrapUpRoutes(context);
  ana = await seedAgent(context, 'Ana');
  ben = await seedAgent(context, 'Ben');
  for (const id of [ana, ben]) tokens.set(id, await beginSession(context, context.db, id));
});

async function ask(as: AgentId | null, method: string, path: string, body?: unknown) {
  const token = as && tokens.get(as);
  const response = await app.request(path, {
    method,
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}
const path = (id: CallId) => `/api/agent/calls/${id}/wrap-up`;
const keep = (id: CallId, draft: WrapUpDraft, edit: number, as = ana) => ask(as, 'PUT', path(id), { draft, edit });
const save = (id: CallId, draft: WrapUpDraft = NOTED, edit = 1, as = ana) => ask(as, 'POST', path(id), { draft, edit });
const list = async (as = ana) => (await ask(as, 'GET', '/api/agent/wrap-ups')).body.wrapUps;
const eventuallyIn = (state: string, id: CallId) =>
  eventually(`it is ${state}`, async () => {
    const one = (await list()).find(({ callId }: { callId: CallId }) => callId === id);
    return one?.state === state ? one : undefined;
  });
const inCrm = () => written.entries.map(({ what }) => what).sort();

describe('a draft', () => {
  it('is kept with its highest edit, and told', async () => {
    const id = await endedCall(context, ana);
    const draft = (description: string) => ({ ...EMPTY_DRAFT, description });
    expect(await keep(id, draft('second'), 2)).toEqual({ status: 200, body: {} });
    await keep(id, draft('late first'), 1);
    await keep(id, draft('the same'), 2);
    expect(await list()).toMatchObject([
      {
        callId: id,
        state: 'open',
        edit: 2,
        draft: { description: 'second' },
        disposition: 'answered',
        recording: 'none',
      },
    ]);
    expect(context.realtime.told.filter(({ topic }) => topic === 'wrap-ups')).toEqual([
      { agentIds: [ana], topic: 'wrap-ups' },
    ]);
  });

  it('is kept and saved whatever was pasted into it', async () => {
    const id = await endedCall(context, ana);
    const pasted = { ...NOTED, description: 'from\0 elsewhere \ud800' };
    expect((await keep(id, pasted, 1)).status).toBe(200);
    expect(await list()).toMatchObject([{ draft: { description: 'from  elsewhere \ufffd' } }]);
    expect((await save(id, pasted, 2)).status).toBe(200);
    await eventuallyIn('written', id);
  });

  it('can be begun while the ledger does not know yet who has answered', async () => {
    const id = await endedCall(context, null);
    const ringing = { state: 'ringing', disposition: null, ended_at: null, rang: JSON.stringify([ana]) } as const;
    await context.db.updateTable('calls').set(ringing).execute();
    await keepEvents(context, id, [
      { kind: 'arrived', leg: 'CA1', at: context.clock.now() },
      { kind: 'rang', step: 0, agentIds: [ana], seconds: 25, at: context.clock.now() },
    ]);
    expect((await keep(id, { ...EMPTY_DRAFT, description: 'hola' }, 1)).status).toBe(200);
    expect(await list()).toMatchObject([{ callId: id, disposition: null, endedAt: null, state: 'open' }]);
    expect((await keep(id, EMPTY_DRAFT, 1, ben)).body).toMatchObject({ code: 'not-found' });
  });

  it('of a colleague’s call is nobody else’s', async () => {
    const id = await endedCall(context, ana);
    expect(await keep(id, EMPTY_DRAFT, 1, ben)).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await save(id, NOTED, 1, ben)).toMatchObject({ status: 404 });
    expect(await ask(ben, 'POST', `${path(id)}/retry`)).toMatchObject({ status: 404 });
    expect(await list(ben)).toEqual([]);
    expect((await ask(null, 'GET', '/api/agent/wrap-ups')).status).toBe(401);
  });

  it.each([
    ['too long a description', { draft: { ...EMPTY_DRAFT, description: 'x'.repeat(20_001) }, edit: 1 }],
    ['a date that is none', { draft: { ...NOTED, followUpCall: { subject: '', at: 'tomorrow' } }, edit: 1 }],
    ['an outcome of its own', { draft: { ...EMPTY_DRAFT, outcome: 'great' }, edit: 1 }],
    ['a negative edit', { draft: EMPTY_DRAFT, edit: -1 }],
    ['no edit', { draft: EMPTY_DRAFT }],
  ])('with %s is refused', async (_, body) => {
    const id = await endedCall(context, ana);
    expect(await ask(ana, 'PUT', path(id), body)).toMatchObject({ status: 400, body: { code: 'bad-request' } });
    expect((await ask(ana, 'PUT', '/api/agent/calls/x/wrap-up', { draft: EMPTY_DRAFT, edit: 1 })).status).toBe(404);
  });
});

describe('saving', () => {
  it('writes call, note and follow-ups to the record, and says so', async () => {
    const id = await endedCall(context, ana);
    expect((await save(id)).body).toMatchObject({ callId: id, draft: NOTED });
    await eventuallyIn('written', id);
    expect(inCrm()).toEqual(['call', 'follow-up-call', 'follow-up-task', 'note']);
    const [call] = written.entries;
    expect(call).toMatchObject({ on: 'contact 1', owner: ana, result: 'Interesado' });
    const lines = call?.text.split('\n');
    expect(lines?.slice(0, 2)).toEqual(['Quiere un presupuesto.', '———']);
    expect(lines?.at(-1)).toBe(`Sidetone ${id}`);
    expect(call?.text).toContain('Duración: 03:00');
    await context.clock.turn(61_000);
    expect(await list()).toEqual([]);
  });

  it('repeated changes nothing', async () => {
    const id = await endedCall(context, ana);
    await save(id);
    await eventuallyIn('written', id);
    expect((await save(id, { ...NOTED, description: 'anders' }, 9)).body).toMatchObject({
      state: 'written',
      draft: NOTED,
    });
    expect(inCrm()).toHaveLength(4);
  });

  it('writes no note where there is nothing to say', async () => {
    const id = await endedCall(context, ana);
    await save(id, { ...EMPTY_DRAFT, record: LAURA });
    await eventuallyIn('written', id);
    expect(inCrm()).toEqual(['call']);
  });

  it('leaves a call out only where the team allows it', async () => {
    const id = await endedCall(context, ana);
    const draft = { ...NOTED, log: false };
    expect(await save(id, draft)).toMatchObject({ status: 403, body: { code: 'not-allowed', field: 'draft.log' } });
    await context.db.updateTable('team').set({ may_leave_out: true }).execute();
    expect((await save(id, draft)).body).toMatchObject({ state: 'left-out' });
    expect(await list()).toEqual([]);
    expect(written.asked).toEqual([]);
  });

  it('never logs a call between colleagues', async () => {
    const id = await endedCall(context, ana);
    await seedLine(context, [ben]);
    await context.db.updateTable('calls').set({ number: LINE }).execute();
    expect((await save(id)).body).toMatchObject({ state: 'left-out' });
    expect(written.asked).toEqual([]);
  });

  it('logs a call to no record with no note', async () => {
    const id = await endedCall(context, ana);
    await save(id, { ...NOTED, record: null, followUpTask: null });
    await eventuallyIn('written', id);
    expect(written.entries.map(({ what, on }) => [what, on])).toEqual([
      ['call', null],
      ['follow-up-call', null],
    ]);
  });
});

describe('while the CRM takes nothing', () => {
  it('waits with the reason and the next try, and is written when she tries again', async () => {
    written.fault = () => ({ problem: away, retryAfterMs: 90_000 });
    const id = await endedCall(context, ana);
    await save(id);
    const waiting = await eventuallyIn('waiting', id);
    expect(waiting).toMatchObject({
      problem: { code: 'crm-away' },
      nextTryAt: new Date(context.clock.now().getTime() + 90_000).toISOString(),
    });
    written.fault = () => undefined;
    await ask(ana, 'POST', `${path(id)}/retry`);
    await eventuallyIn('written', id);
    expect(inCrm()).toHaveLength(4);
  });

  it('waits for her sign-in, and is written then', async () => {
    written.fault = () => ({ problem: signedOut });
    const id = await endedCall(context, ana);
    await save(id);
    expect(await eventuallyIn('waiting', id)).toMatchObject({ problem: { code: 'crm-signed-out' }, nextTryAt: null });
    await resumeWriteBacks(context, ben);
    expect(context.jobs.queued.filter(({ payload }) => JSON.stringify(payload).includes(id))).toHaveLength(1);
    written.fault = () => undefined;
    await resumeWriteBacks(context, ana);
    expect(context.jobs.queued.filter(({ payload }) => JSON.stringify(payload).includes(id))).toHaveLength(2);
    await eventuallyIn('written', id);
    expect(inCrm()).toEqual(['call', 'follow-up-call', 'follow-up-task', 'note']);
  });

  it('goes to another record when the first one was deleted', async () => {
    written.fault = () => ({ problem: gone });
    const id = await endedCall(context, ana);
    await save(id);
    expect(await eventuallyIn('failed', id)).toMatchObject({ problem: { code: 'crm-record-gone' }, nextTryAt: null });
    written.fault = () => undefined;
    await save(id, { ...NOTED, record: { kind: 'lead', id: '7' } }, 2);
    await eventuallyIn('written', id);
    expect(written.entries.map(({ on }) => on)).toEqual(Array(4).fill('lead 7'));
  });

  it('says that she may not log calls, also one of nobody’s record, which is logged once she may', async () => {
    const forbidden = problem('crm-forbidden', 'She may not.', { params: { what: 'entry' } });
    written.fault = (request) => (request === 'logCall' ? { problem: forbidden } : undefined);
    const id = await endedCall(context, ana);
    await save(id, { ...NOTED, record: null });
    expect(await eventuallyIn('failed', id)).toMatchObject({ problem: forbidden, nextTryAt: null });
    written.fault = () => undefined;
    await ask(ana, 'POST', `${path(id)}/retry`);
    await eventuallyIn('written', id);
    expect(inCrm()).toEqual(['call', 'follow-up-call', 'follow-up-task']);
  });

  it('leaves a call of nobody’s record out where the CRM takes none such', async () => {
    written.fault = (request) => (request === 'logCall' ? { problem: refused } : undefined);
    const id = await endedCall(context, ana);
    await save(id, { ...EMPTY_DRAFT, record: null });
    await eventuallyIn('written', id);
    expect(inCrm()).toEqual([]);
  });

  it('keeps the order of calls on a record', async () => {
    written.fault = () => ({ problem: away });
    const first = await endedCall(context, ana, { secondsAgo: 600 });
    const second = await endedCall(context, ana);
    await save(first);
    await eventuallyIn('waiting', first);
    await save(second);
    expect(written.asked).toHaveLength(1);
    written.fault = () => undefined;
    await ask(ana, 'POST', `${path(first)}/retry`);
    await eventuallyIn('written', second);
    expect(written.entries.map(({ marker }) => marker.includes(first))).toEqual([
      ...Array(4).fill(true),
      ...Array(4).fill(false),
    ]);
  });
});

describe('records', () => {
  it('are searched by her own eyes', async () => {
    expect(await ask(ana, 'POST', '/api/agent/records/search', { text: 'lau' })).toEqual({
      status: 200,
      body: { records: [laura] },
    });
    expect((await ask(ana, 'POST', '/api/agent/records/search', { text: 'l' })).status).toBe(400);
  });

  it('come with their numbers as they can be called, whatever is written in the CRM', async () => {
    written.records = [{ ...laura, numbers: ['612 345 678', '+34 612345678', 'ask Luis', '112', '+44 20 7946 0123'] }];
    expect(await ask(ana, 'POST', '/api/agent/records/search', { text: 'lau' })).toMatchObject({
      body: { records: [{ ref: laura.ref, numbers: ['+34612345678', '+442079460123'] }] },
    });
  });
});

it('tells how far the recording has come', async () => {
  const id = await endedCall(context, ana);
  await recordedCall(context, id);
  expect(await list()).toMatchObject([{ recording: 'kept' }]);
  await save(id);
  expect(await eventuallyIn('written', id)).toMatchObject({ recording: 'attached' });
  expect(inCrm()).toContain('file');
});
