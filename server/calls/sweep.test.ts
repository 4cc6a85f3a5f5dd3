import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openLog } from '#server/log.ts';
import { voiceRoutes } from '#server/twilio/voice.routes.ts';
import { type AgentId, type CallId, e164Schema } from '#shared/ids.ts';
import { type TestContext, testConfig, testContext } from '#test/support/context.ts';
import { eventually } from '#test/support/eventually.ts';
import {
  ACCOUNT_SID,
  CUSTOMER,
  callSid,
  freshContext,
  LINE,
  postSigned,
  seedAgent,
  seedConnection,
  seedLine,
} from '#test/support/telephony.ts';
import { holdCall } from './call.store.ts';
import type { TimedEvent } from './call-event.ts';
import { acceptOnMobile } from './mobile-leg.ts';
import { blank, newCallId } from './new-call.ts';
import { keepSwept, sweepCalls } from './sweep.ts';

/** Twilio's REST as far as a sweep asks it; its calls are what the test says. */
interface Told {
  sid: string;
  status: string;
  to: string;
  duration?: string;
  end_time?: string;
  parent_call_sid?: string;
}
let told: Told[] = [];
let asked = 0;
let down = false;

const rest = new Hono();
rest.use(async (request, next) => {
  asked++;
  return down ? request.json({ code: 20500, message: 'down', status: 500 }, 500) : next();
});
rest.get(`/2010-04-01/Accounts/${ACCOUNT_SID}/Calls.json`, (request) => {
  const { Status, ParentCallSid } = request.req.query();
  const calls = told.filter((call) => (Status ? call.status === Status : call.parent_call_sid === ParentCallSid));
  return request.json({ calls, page: 0, page_size: 1000, next_page_uri: null });
});
rest.get(`/2010-04-01/Accounts/${ACCOUNT_SID}/Calls/:file`, (request) => {
  const call = told.find(({ sid }) => `${sid}.json` === request.req.param('file'));
  return call ? request.json(call) : request.json({ code: 20404, message: 'not found', status: 404 }, 404);
});

let server: ReturnType<typeof serve>;
let base: TestContext;
let context: TestContext;
let ana: AgentId;

beforeAll(async () => {
  const port = await new Promise<number>((resolve) => {
    server = serve({ fetch: rest.fetch, port: 0, hostname: '127.0.0.1' }, (info) => resolve(info.port));
  });
  base = await testContext({ config: testConfig({ twilio: { baseUrl: `http://127.0.0.1:${port}` } }) });
});
afterAll(async () => {
  server.close();
  await base.close();
});

beforeEach(async () => {
  told = [];
  asked = 0;
  down = false;
  context = await freshContext(base);
  ana = await seedAgent(context, 'Ana');
  await seedConnection(context, ana);
  await seedLine(context, [ana]);
});

const parent = callSid('customer');
const ringIn = () =>
  postSigned(voiceRoutes(context), context, '/twilio/voice/incoming', { CallSid: parent, From: CUSTOMER, To: LINE });
const theCall = () => context.db.selectFrom('calls').selectAll().executeTakeFirstOrThrow();
const ago = (seconds: number) => new Date(context.clock.now().getTime() - seconds * 1000).toUTCString();

it('closes a call whose end was never reported, as Twilio tells it', async () => {
  await ringIn();
  await context.clock.turn(600_000);
  told = [
    { sid: parent, status: 'completed', to: LINE, duration: '130', end_time: ago(100) },
    {
      sid: callSid('leg'),
      status: 'completed',
      to: `client:${ana}`,
      duration: '120',
      end_time: ago(100),
      parent_call_sid: parent,
    },
  ];
  await sweepCalls(context);
  expect(await theCall()).toMatchObject({
    state: 'ended',
    disposition: 'answered',
    agent_id: ana,
    talked_seconds: 120,
  });
});

it('counts a call as missed when nobody had answered it', async () => {
  await ringIn();
  await context.clock.turn(600_000);
  told = [
    { sid: parent, status: 'no-answer', to: LINE, duration: '0', end_time: ago(100) },
    {
      sid: callSid('leg'),
      status: 'no-answer',
      to: `client:${ana}`,
      duration: '0',
      end_time: ago(100),
      parent_call_sid: parent,
    },
  ];
  await sweepCalls(context);
  await sweepCalls(context);
  expect(await theCall()).toMatchObject({ state: 'ended', disposition: 'missed' });
  expect(context.realtime.told.filter((one) => one.topic === 'recent-calls')).toHaveLength(1);
});

it('asks whose call it was when nothing but the end of the conversation was reported', async () => {
  await ringIn();
  const { id } = await theCall();
  const leg = callSid('leg');
  const done = { CallSid: parent, CallStatus: 'completed', DialCallSid: leg, DialCallStatus: 'completed' };
  await postSigned(voiceRoutes(context), context, `/twilio/voice/dial-done?c=${id}&step=0`, {
    ...{ ...done, DialCallDuration: '41', From: CUSTOMER, To: LINE },
  });
  expect(await theCall()).toMatchObject({ state: 'ended', disposition: 'answered', agent_id: null });
  told = [
    { sid: leg, status: 'completed', to: `client:${ana}`, duration: '41', end_time: ago(0), parent_call_sid: parent },
  ];
  await sweepCalls(context);
  expect(asked).toBe(0);
  await context.clock.turn(31_000);
  await sweepCalls(context);
  expect(await theCall()).toMatchObject({ disposition: 'answered', agent_id: ana, talked_seconds: 41 });
  const before = asked;
  await sweepCalls(context);
  expect(asked).toBe(before);
});

const tell = (id: CallId, events: TimedEvent[]) => holdCall(context, { id }, (held) => held.append(...events));

it('asks whether anybody has talked when a leg was rung and its end never reported', async () => {
  await ringIn();
  const { id } = await theCall();
  const leg = callSid('leg');
  const at = context.clock.now();
  await tell(id, [
    { kind: 'leg', leg, status: 'ringing', agentId: ana, seconds: null, at },
    { kind: 'parent', status: 'ended', at },
  ]);
  expect(await theCall()).toMatchObject({ state: 'ended', disposition: 'missed' });
  told = [
    { sid: leg, status: 'completed', to: `client:${ana}`, duration: '41', end_time: ago(0), parent_call_sid: parent },
  ];
  await sweepCalls(context);
  expect(asked).toBe(0);
  await context.clock.turn(31_000);
  await sweepCalls(context);
  expect(await theCall()).toMatchObject({ disposition: 'answered', agent_id: ana, talked_seconds: 41 });
  const before = asked;
  await sweepCalls(context);
  expect(asked).toBe(before);
});

it('asks nothing of a call that nobody has answered, once that is told of all who were rung', async () => {
  await ringIn();
  const { id } = await theCall();
  const at = context.clock.now();
  const leg = (name: string, status: 'ringing' | 'no-answer' | 'cancelled') =>
    ({ kind: 'leg', leg: callSid(name), status, agentId: ana, seconds: null, at }) as const;
  await tell(id, [
    ...[leg('one', 'ringing'), leg('other', 'ringing'), leg('one', 'no-answer'), leg('other', 'cancelled')],
    { kind: 'parent', status: 'ended', at },
  ]);
  await context.clock.turn(31_000);
  await sweepCalls(context);
  expect(asked).toBe(0);
});

it.each([
  ['that its owner has accepted', true, { disposition: 'answered' }],
  ['that only its voicemail has picked up', false, { disposition: 'missed', agent_id: null }],
] as const)('knows an agent’s mobile, %s, among what Twilio tells', async (_, accepted, expected) => {
  const mobile = v.parse(e164Schema, '+34699111222');
  await context.db
    .insertInto('mobiles')
    .values({ agent_id: ana, number: mobile, rings: 'also', updated_at: context.clock.now() })
    .execute();
  await ringIn();
  const { id } = await theCall();
  const leg = callSid('mobile');
  if (accepted) await acceptOnMobile(context, { callId: id, agentId: ana, leg });
  await context.clock.turn(600_000);
  told = [
    { sid: parent, status: 'completed', to: LINE, duration: '40', end_time: ago(100) },
    { sid: leg, status: 'completed', to: mobile, duration: '9', end_time: ago(100), parent_call_sid: parent },
  ];
  await sweepCalls(context);
  expect(await theCall()).toMatchObject({ state: 'ended', ...(accepted && { agent_id: ana }), ...expected });
});

it('leaves a call alone that is alive, or whose reports may still come', async () => {
  await ringIn();
  await context.clock.turn(600_000);
  told = [{ sid: parent, status: 'in-progress', to: LINE }];
  await sweepCalls(context);
  expect(asked).toBe(2);
  told = [{ sid: parent, status: 'completed', to: LINE, end_time: ago(20) }];
  await sweepCalls(context);
  expect(await theCall()).toMatchObject({ state: 'ringing' });
});

it('asks Twilio nothing about calls that have just begun', async () => {
  await ringIn();
  await sweepCalls(context);
  expect(asked).toBe(0);
});

it('closes a call that Twilio has never heard of', async () => {
  await ringIn();
  await context.clock.turn(600_000);
  await sweepCalls(context);
  expect(await theCall()).toMatchObject({ state: 'ended', disposition: 'missed' });
});

it('waits while Twilio does not answer, but not for ever', async () => {
  await ringIn();
  await context.clock.turn(600_000);
  down = true;
  await sweepCalls(context);
  expect(await theCall()).toMatchObject({ state: 'ringing' });
  await context.clock.turn(5 * 3_600_000);
  await sweepCalls(context);
  expect(await theCall()).toMatchObject({ state: 'ended' });
});

/** A call id that was given out now, for a minute. */
async function giveCallId(): Promise<void> {
  const created = context.clock.now();
  await context.db
    .insertInto('calls')
    .values({
      ...blank,
      id: newCallId(context),
      direction: 'outgoing',
      line: LINE,
      number: CUSTOMER,
      agent_id: ana,
      usable_until: new Date(created.getTime() + 60_000),
      parent_sid: null,
      state: 'placed',
      created_at: created,
    })
    .execute();
}

it('takes back call ids that no softphone has used, within half a minute', async () => {
  await giveCallId();
  const stop = new AbortController();
  keepSwept({ ...context, stopping: stop.signal });
  await context.clock.turn(59_000);
  expect(await theCall()).toMatchObject({ state: 'placed' });
  await eventually('withdrawn', async () => {
    await context.clock.turn(30_000);
    return (await theCall()).state === 'ended';
  });
  expect(await theCall()).toMatchObject({ disposition: 'cancelled' });
  stop.abort();
});

it('leaves a call alone whose softphone has connected while the sweep was busy with others', async () => {
  await giveCallId();
  await giveCallId();
  await context.clock.turn(120_000);
  const connect = () =>
    context.db
      .updateTable('calls')
      .set({ parent_sid: callSid('softphone') })
      .where('state', '!=', 'ended')
      .execute();
  let connecting: Promise<unknown> | undefined;
  // The first is swept; before the second is, another process whose clock is behind has let it connect.
  const log = openLog((line) => {
    if (line.includes('call swept')) connecting ??= connect();
  });
  await sweepCalls({ ...context, log });
  await connecting;
  const calls = await context.db.selectFrom('calls').select(['state', 'parent_sid']).orderBy('state').execute();
  expect(calls).toEqual([
    { state: 'ended', parent_sid: null },
    { state: 'placed', parent_sid: callSid('softphone') },
  ]);
});
