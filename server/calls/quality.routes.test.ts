import type { Hono } from 'hono';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { beginSession } from '#server/agents/sessions.ts';
import { callTrace } from '#server/calls/trace/call-trace.ts';
import { voiceRoutes } from '#server/twilio/voice.routes.ts';
import { type AgentId, callIdSchema } from '#shared/ids.ts';
import { type TestContext, testContext } from '#test/support/context.ts';
import {
  CUSTOMER,
  callSid,
  freshContext,
  LINE,
  postSigned,
  seedAgent,
  seedConnection,
  seedLine,
} from '#test/support/telephony.ts';
import { qualityRoutes } from './quality.routes.ts';

const LEG = `CA${'1'.repeat(32)}`;
const measured = { leg: LEG, mos: 4.2, jitterMs: 6.5, loss: 0.01, roundTripMs: 80, warnings: ['packets-lost'] };

let base: TestContext;
let context: TestContext;
let app: Hono;
let [ana, ben, kai]: AgentId[] = [];
let id: string;

beforeAll(async () => {
  base = await testContext();
});
afterAll(() => base.close());

/** A customer rings Ana and Ben. */
beforeEach(async () => {
  context = await freshContext(base);
  app = qualityRoutes(context);
  ana = await seedAgent(context, 'Ana');
  ben = await seedAgent(context, 'Ben');
  kai = await seedAgent(context, 'Kai');
  await seedConnection(context, ana);
  await seedLine(context, [ana, ben]);
  const call = { CallSid: callSid('customer'), From: CUSTOMER, To: LINE, CallStatus: 'ringing' };
  await postSigned(voiceRoutes(context), context, '/twilio/voice/incoming', call);
  ({ id } = await context.db.selectFrom('calls').select('id').executeTakeFirstOrThrow());
});

async function report(agentId: AgentId | undefined, body: object, call = id) {
  const token = agentId && (await beginSession(context, context.db, agentId));
  const response = await app.request(`/api/agent/calls/${call}/quality`, {
    method: 'POST',
    headers: { ...(token && { authorization: `Bearer ${token}` }), 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}
const kept = () => context.db.selectFrom('call_quality').selectAll().execute();

it('how a leg was heard is kept with the call, and the latest word holds', async () => {
  expect(await report(ana, measured)).toEqual({ status: 200, body: {} });
  await report(ana, { ...measured, mos: null, warnings: ['packets-lost', 'jitter', 'jitter'] });
  expect(await kept()).toMatchObject([
    {
      ...{ call_id: id, leg: LEG, agent_id: ana, mos: null, jitter_ms: 6.5, loss: 0.01, round_trip_ms: 80 },
      warnings: ['packets-lost', 'jitter'],
    },
  ]);
});

it('is nobody else’s to say, nor of a leg that is another’s', async () => {
  expect(await report(kai, measured)).toMatchObject({ status: 404, body: { code: 'call-gone' } });
  await report(ana, measured);
  await report(ben, { ...measured, mos: 1 });
  expect(await kept()).toMatchObject([{ agent_id: ana, mos: 4.2 }]);
});

it.each([
  ['no leg of Twilio’s', { leg: 'CA1; drop table' }],
  ['a score that there is not', { mos: 7 }],
  ['a share above one', { loss: 3 }],
  ['a negative delay', { roundTripMs: -1 }],
  ['more warnings than there are', { warnings: Array.from({ length: 21 }, () => 'jitter') }],
  ['markup', { warnings: ['<img src=x>'] }],
  ['nothing at all', { leg: undefined }],
])('is refused with %s', async (_, wrong) => {
  expect(await report(ana, { ...measured, ...wrong })).toMatchObject({ body: { code: 'bad-request' } });
  expect(await kept()).toEqual([]);
});

it('is refused of no call, and to nobody', async () => {
  expect(await report(ana, measured, 'c_unknown')).toMatchObject({ body: { code: 'call-gone' } });
  expect(await report(undefined, measured)).toMatchObject({ body: { code: 'signed-out' } });
});

it('stands in what happened in the call, as far as it was measured', async () => {
  await report(ana, { ...measured, mos: 3.9, jitterMs: null, loss: 0.015 });
  const admin = await seedAgent(context, 'Eva');
  const traced = await callTrace(context, { id: admin, role: 'admin' }, v.parse(callIdSchema, id));
  if (!traced.ok) throw new Error(traced.problem.message);
  const [line] = traced.value.lines.filter(({ code }) => code === 'quality');
  expect(line?.values).toEqual({ name: 'Ana', mos: 3.9, loss: 1.5 });
});
