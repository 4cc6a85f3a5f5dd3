import type { Hono } from 'hono';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { beginSession } from '#server/agents/sessions.ts';
import type { Crm } from '#server/crm/crm.ts';
import { outgoingRoutes } from '#server/twilio/outgoing.routes.ts';
import { statusRoutes } from '#server/twilio/status.routes.ts';
import { voiceRoutes } from '#server/twilio/voice.routes.ts';
import type { CrmRecord } from '#shared/crm/crm-record.ts';
import { type AgentId, callIdSchema } from '#shared/ids.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok } from '#shared/result.ts';
import { type TestContext, testContext } from '#test/support/context.ts';
import { noCrm } from '#test/support/crm.ts';
import { eventually } from '#test/support/eventually.ts';
import {
  CUSTOMER,
  callSid,
  freshContext,
  LINE,
  postSigned,
  seedAgent,
  seedConnection,
  seedLine,
  seedOutgoingNumber,
} from '#test/support/telephony.ts';
import { callRoutes } from './calls.routes.ts';

const laura: CrmRecord = {
  ref: { kind: 'contact', id: '1' },
  name: 'Laura Gómez',
  company: 'Transportes Gómez',
  title: null,
  ownerName: null,
  email: null,
  url: 'https://crm.zoho.eu/crm/tab/Contacts/1',
};

let base: TestContext;
let context: TestContext;
let crm: Crm;
let app: Hono;
let voice: Hono;
let status: Hono;
let ana: AgentId;
let ben: AgentId;
const tokens = new Map<AgentId, string>();

beforeAll(async () => {
  base = await testContext();
});
afterAll(() => base.close());

beforeEach(async () => {
  crm = noCrm({ record: async () => ok(laura), findByPhone: async () => ok([laura]) });
  context = await freshContext(base, { crm });
  app = callRoutes(context);
  voice = voiceRoutes(context).route('/', outgoingRoutes(context));
  status = statusRoutes(context);
  ana = await seedAgent(context, 'Ana');
  ben = await seedAgent(context, 'Ben');
  for (const id of [ana, ben]) tokens.set(id, await beginSession(context, context.db, id));
  await seedConnection(context, ana);
  await seedLine(context, [ana, ben]);
  await seedOutgoingNumber(context, ana);
});

async function ask(agentId: AgentId | null, method: string, path: string, body?: unknown) {
  const token = agentId && tokens.get(agentId);
  const response = await app.request(path, {
    method,
    headers: { ...(token && { authorization: `Bearer ${token}` }), 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

const dial = (over: Record<string, unknown> = {}, agentId = ana) =>
  ask(agentId, 'POST', '/api/agent/calls', { to: '612 34 56 78', record: null, from: null, ...over });
const live = async (agentId: AgentId) => {
  const event = await context.realtime.snapshot('calls', agentId);
  if (event.type !== 'calls') throw new Error('not calls');
  return event.calls;
};
const theCall = () => context.db.selectFrom('calls').selectAll().executeTakeFirstOrThrow();

const ringIn = (From: string = CUSTOMER) =>
  postSigned(voice, context, '/twilio/voice/incoming', {
    CallSid: callSid('customer'),
    From,
    To: LINE,
    CallStatus: 'ringing',
  });
const leg = (id: string, agentId: AgentId, CallStatus: string, over: Record<string, string> = {}) =>
  postSigned(status, context, `/twilio/status/leg?c=${id}`, {
    CallSid: callSid(`leg ${agentId.slice(-4)}`),
    ParentCallSid: callSid('customer'),
    CallStatus,
    To: `client:${agentId}`,
    ...over,
  });
const callOver = (name = 'customer') =>
  postSigned(status, context, '/twilio/status/call', { CallSid: callSid(name), CallStatus: 'completed', To: LINE });
const connect = (c: string) =>
  postSigned(voice, context, '/twilio/voice/outgoing', { CallSid: callSid('ana'), From: `client:${ana}`, To: '', c });

describe('placing a call', () => {
  it('[req 52] gives a call id for the number as it was typed, from the agent’s own number', async () => {
    const { status, body } = await dial();
    expect(status).toBe(200);
    expect(body).toEqual({
      callId: expect.stringMatching(/^c_[\w-]{22}$/),
      to: CUSTOMER,
      from: LINE,
      party: { number: CUSTOMER, match: { state: 'looking' } },
    });
    expect(await live(ana)).toMatchObject([{ id: body.callId, direction: 'outgoing', state: 'dialling', line: LINE }]);
    expect(await live(ben)).toEqual([]);
  });

  it('names the record whose page was clicked on, and keeps it with the call', async () => {
    await dial({ record: laura.ref });
    await eventually('Laura is known', async () => (await live(ana))[0]?.party.match.state === 'known');
    expect((await live(ana))[0]?.party.match).toEqual({ state: 'known', records: [laura] });
    expect(await theCall()).toMatchObject({ record: laura.ref, name: 'Laura Gómez', record_url: laura.url });
  });

  it('looks the number up when the page’s record is not hers to see', async () => {
    const popped: unknown[] = [];
    crm.record = async () => ok(null);
    crm.screenPop = async (call) => void popped.push(call);
    const { body } = await dial({ record: laura.ref });
    await eventually('looked up', () => popped.length > 0);
    expect(popped).toEqual([{ callId: body.callId, number: CUSTOMER, agentIds: [ana] }]);
    expect((await theCall()).record).toBeNull();
  });

  it.each([
    [{ to: '112' }, 403, 'emergency-number'],
    [{ to: '+34 112' }, 403, 'emergency-number'],
    [{ to: '266696687' }, 422, 'withheld-number'],
    [{ to: '1004' }, 422, 'short-number'],
    [{ to: 'Laura' }, 422, 'not-a-number'],
    [{ to: LINE }, 422, 'own-number'],
    [{ to: '+53 5 1234567' }, 422, 'country-not-allowed'],
    [{ to: '+34 806 123 456' }, 422, 'premium-number'],
    [{ from: '+34910000002' }, 422, 'no-outgoing-number'],
    [{ to: 'x'.repeat(81) }, 400, 'bad-request'],
    [{ to: 5 }, 400, 'bad-request'],
    [{ record: { kind: 'contact', id: '../1' } }, 400, 'bad-request'],
  ])('refuses %j with a sentence', async (over, status, code) => {
    const asked = await dial(over);
    expect(asked).toMatchObject({ status, body: { code, message: expect.stringMatching(/\.$/) } });
    expect(await context.db.selectFrom('calls').select('id').execute()).toEqual([]);
  });

  it('refuses an agent without a number, and anybody who is signed out', async () => {
    expect(await dial({}, ben)).toMatchObject({ body: { code: 'no-outgoing-number' } });
    expect(await ask(null, 'POST', '/api/agent/calls', {})).toMatchObject({
      status: 401,
      body: { code: 'signed-out' },
    });
  });

  it('refuses a second call beside the first, also when both are asked at once', async () => {
    const asked = await Promise.all([dial(), dial(), dial()]);
    expect(asked.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await dial()).body.code).toBe('already-on-a-call');
  });

  it('allows the next call as soon as the agent has ended the last, and ten a minute', async () => {
    for (let i = 0; i < 10; i++) {
      const { status, body } = await dial();
      expect(status).toBe(200);
      await ask(ana, 'POST', `/api/agent/calls/${body.callId}/end`);
    }
    expect((await dial()).body.code).toBe('too-many-calls');
    await context.clock.turn(61_000);
    await context.db.updateTable('endpoints').set({ alive_at: context.clock.now() }).execute();
    expect((await dial()).status).toBe(200);
  });

  it('refuses while the softphone says that it is on a call', async () => {
    await context.db.updateTable('endpoints').set({ on_call: true }).where('agent_id', '=', ana).execute();
    expect((await dial()).body.code).toBe('already-on-a-call');
  });
});

describe('ending a call', () => {
  it('takes a call id back that was not used yet', async () => {
    const { body } = await dial();
    expect(await ask(ana, 'POST', `/api/agent/calls/${body.callId}/end`)).toEqual({ status: 200, body: {} });
    expect(await theCall()).toMatchObject({ state: 'ended', disposition: 'cancelled' });
    expect((await connect(body.callId)).body).not.toContain('<Dial');
  });

  it('keeps the agent’s intent before the network tells of its effect', async () => {
    const { body } = await dial();
    await connect(body.callId);
    for (let i = 0; i < 3; i++)
      expect((await ask(ana, 'POST', `/api/agent/calls/${body.callId}/end`)).status).toBe(200);
    expect(await theCall()).toMatchObject({ state: 'dialling' });
    await callOver('ana');
    expect(await theCall()).toMatchObject({ state: 'ended', disposition: 'cancelled' });
  });

  it('is nobody else’s to do', async () => {
    const { body } = await dial();
    for (const id of [body.callId, `c_${'x'.repeat(22)}`, 'nonsense'])
      expect(await ask(ben, 'POST', `/api/agent/calls/${id}/end`)).toMatchObject({
        status: 404,
        body: { code: 'call-gone' },
      });
    expect(await theCall()).toMatchObject({ state: 'placed' });
  });
});

describe('what softphones are told of a customer’s call', () => {
  it('rings at everybody, then shows who took it', async () => {
    await ringIn();
    const { id } = await theCall();
    for (const agentId of [ana, ben])
      expect(await live(agentId)).toMatchObject([
        {
          id,
          state: 'ringing',
          lineName: 'Madrid',
          party: { number: CUSTOMER, match: { state: 'looking' } },
          answeredElsewhere: null,
        },
      ]);
    await leg(id, ana, 'in-progress');
    expect(await live(ana)).toMatchObject([{ state: 'talking', answeredElsewhere: null }]);
    expect(await live(ben)).toMatchObject([{ state: 'ended', disposition: 'answered', answeredElsewhere: 'Ana' }]);
    await context.clock.turn(11_000);
    expect(await live(ana)).toMatchObject([{ state: 'talking' }]);
    expect(await live(ben)).toEqual([]);
    await leg(id, ana, 'completed', { CallDuration: '11' });
    await callOver();
    expect(await live(ana)).toMatchObject([{ state: 'ended', disposition: 'answered' }]);
    await context.clock.turn(11_000);
    expect(await live(ana)).toEqual([]);
  });

  it('[req 71] knows nobody behind a withheld number', async () => {
    await ringIn('anonymous');
    expect(await live(ana)).toMatchObject([{ party: { number: null, match: { state: 'unknown' } } }]);
  });

  it('does not look for ever for somebody the CRM never told of', async () => {
    await ringIn();
    await context.clock.turn(61_000);
    expect(await live(ana)).toMatchObject([{ party: { match: { state: 'unavailable' } } }]);
  });

  it('keeps the record that the agent chooses, if she may read it', async () => {
    await ringIn();
    const { id } = await theCall();
    const path = `/api/agent/calls/${id}/record`;
    expect(await ask(ana, 'PUT', path, { record: laura.ref })).toEqual({ status: 200, body: {} });
    expect(await theCall()).toMatchObject({ record: laura.ref, name: 'Laura Gómez' });
    expect(await ask(ana, 'PUT', path, { record: null })).toMatchObject({ status: 200 });
    expect(await theCall()).toMatchObject({ record: null, name: null });
    crm.record = async () => ok(null);
    expect(await ask(ana, 'PUT', path, { record: laura.ref })).toMatchObject({ body: { code: 'not-found' } });
    crm.record = async () => failed(problem('crm-away', 'Away.', { retry: true }));
    expect(await ask(ana, 'PUT', path, { record: laura.ref })).toMatchObject({
      status: 503,
      body: { code: 'crm-away' },
    });
  });

  it('lets nobody choose for a call that is not hers', async () => {
    const carla = await seedAgent(context, 'Carla');
    tokens.set(carla, await beginSession(context, context.db, carla));
    await ringIn();
    const { id } = await theCall();
    expect(await ask(carla, 'PUT', `/api/agent/calls/${id}/record`, { record: null })).toMatchObject({
      body: { code: 'call-gone' },
    });
  });
});

describe('recent calls', () => {
  const recent = async (agentId: AgentId) => (await ask(agentId, 'GET', '/api/agent/calls')).body.calls;

  it('has an agent’s own calls with what came of them', async () => {
    const { body } = await dial({ record: laura.ref });
    await eventually('named', async () => (await theCall()).name);
    await ask(ana, 'POST', `/api/agent/calls/${body.callId}/end`);
    expect(await recent(ana)).toEqual([
      {
        id: body.callId,
        direction: 'outgoing',
        disposition: 'cancelled',
        number: CUSTOMER,
        name: 'Laura Gómez',
        record: laura.ref,
        recordUrl: laura.url,
        startedAt: context.clock.now().toISOString(),
        talkedSeconds: 0,
        handledBy: null,
        recorded: false,
      },
    ]);
    expect(await recent(ben)).toEqual([]);
  });

  it('[req 73] shows a missed call to everybody of the line, once, and who has seen to it since', async () => {
    await ringIn();
    await callOver();
    for (const agentId of [ana, ben])
      expect(await recent(agentId)).toMatchObject([{ disposition: 'missed', handledBy: null }]);

    await context.clock.turn(60_000);
    await context.db.updateTable('endpoints').set({ alive_at: context.clock.now() }).execute();
    const { body } = await dial();
    await connect(body.callId);
    await postSigned(status, context, `/twilio/status/leg?c=${body.callId}`, {
      CallSid: callSid('customer again'),
      ParentCallSid: callSid('ana'),
      CallStatus: 'in-progress',
      To: CUSTOMER,
    });
    await callOver('ana');
    expect(await recent(ben)).toMatchObject([{ disposition: 'missed', handledBy: 'Ana' }]);
  });

  it('shows a call that a colleague answered to her alone', async () => {
    await ringIn();
    const { id } = await theCall();
    await leg(id, ana, 'in-progress');
    await callOver();
    expect(await recent(ana)).toMatchObject([{ disposition: 'answered' }]);
    expect(await recent(ben)).toEqual([]);
  });
});

describe('the dial field', () => {
  it('finds who has a number as it is typed', async () => {
    expect(await ask(ana, 'POST', '/api/agent/look-up', { number: '612 34 56 78' })).toEqual({
      status: 200,
      body: { number: CUSTOMER, records: [laura] },
    });
    for (const number of ['6123', '112', 'Laura', ''])
      expect((await ask(ana, 'POST', '/api/agent/look-up', { number })).body).toEqual({ number: null, records: [] });
  });

  it('does not let one agent use up what the CRM allows the team', async () => {
    const look = (agentId: AgentId) => ask(agentId, 'POST', '/api/agent/look-up', { number: CUSTOMER });
    for (let n = 0; n < 60; n++) expect((await look(ana)).status).toBe(200);
    expect(await look(ana)).toMatchObject({ status: 429, body: { code: 'too-many-requests', retry: true } });
    expect((await look(ben)).status).toBe(200);
    await context.clock.turn(60_000);
    expect((await look(ana)).status).toBe(200);
  });
});

describe('a softphone’s access token', () => {
  it('is for its agent alone, an hour at most, and tells no secret', async () => {
    const { status, body } = await ask(ana, 'POST', '/api/agent/voice-token');
    expect(status).toBe(200);
    expect(body).toMatchObject({ ttlSeconds: 3600, edge: 'dublin', identity: ana });
    const claims = JSON.parse(Buffer.from(body.token.split('.')[1], 'base64url').toString());
    expect(claims.grants).toEqual({
      identity: ana,
      voice: { incoming: { allow: true }, outgoing: { application_sid: `AP${'c'.repeat(32)}` } },
    });
    expect(claims.exp - claims.iat).toBe(3600);
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  it('is not given while Twilio is not connected', async () => {
    await context.db.deleteFrom('twilio_connection').execute();
    expect(await ask(ana, 'POST', '/api/agent/voice-token')).toMatchObject({
      status: 409,
      body: { code: 'twilio-not-connected' },
    });
  });
});

it('gives ids that the contract knows', async () => {
  const { body } = await dial();
  expect(v.safeParse(callIdSchema, body.callId).success).toBe(true);
});
