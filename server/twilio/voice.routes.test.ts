import type { Hono } from 'hono';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AgentId, CallId } from '#shared/ids.ts';
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
import { outgoingRoutes } from './outgoing.routes.ts';
import { statusRoutes } from './status.routes.ts';
import { voiceRoutes } from './voice.routes.ts';

let context: TestContext;
let voice: Hono;
let status: Hono;
let ana: AgentId;
let ben: AgentId;
let popped: unknown[];

let base: TestContext;
beforeAll(async () => {
  base = await testContext();
});
afterAll(() => base.close());

beforeEach(async () => {
  popped = [];
  context = await freshContext(base, { crm: noCrm({ screenPop: async (call) => void popped.push(call) }) });
  voice = voiceRoutes(context).route('/', outgoingRoutes(context));
  status = statusRoutes(context);
  ana = await seedAgent(context, 'Ana');
  ben = await seedAgent(context, 'Ben');
  await seedConnection(context, ana);
  await seedLine(context, [ana, ben]);
  await seedOutgoingNumber(context, ana);
});

const theCall = () => context.db.selectFrom('calls').selectAll().executeTakeFirstOrThrow();
const counts = async () => ({
  calls: (await context.db.selectFrom('calls').select('id').execute()).length,
  events: (await context.db.selectFrom('call_events').select('id').execute()).length,
});

const ringIn = (over: Record<string, string> = {}) =>
  postSigned(voice, context, '/twilio/voice/incoming', {
    CallSid: callSid('customer'),
    From: CUSTOMER,
    To: LINE,
    CallStatus: 'ringing',
    Direction: 'inbound',
    ...over,
  });

const dialDone = (callId: CallId, step: number, over: Record<string, string>, parent = 'customer') =>
  postSigned(voice, context, `/twilio/voice/dial-done?c=${callId}&step=${step}`, {
    CallSid: callSid(parent),
    To: LINE,
    From: CUSTOMER,
    ...over,
  });

const leg = (
  callId: CallId,
  name: string,
  to: string,
  CallStatus: string,
  over: Record<string, string> = {},
  parent = 'customer',
) =>
  postSigned(status, context, `/twilio/status/leg?c=${callId}`, {
    CallSid: callSid(name),
    ParentCallSid: callSid(parent),
    CallStatus,
    To: to,
    From: CUSTOMER,
    Timestamp: context.clock.now().toUTCString(),
    ...over,
  });

const callStatus = (name: string, CallStatus: string) =>
  postSigned(status, context, '/twilio/status/call', { CallSid: callSid(name), CallStatus, From: CUSTOMER, To: LINE });

describe('a customer calls', () => {
  it('[req 8] [req 14] rings everybody of the number who is free, and enters one call in the ledger', async () => {
    const { status, body } = await ringIn();
    const call = await theCall();
    expect(status).toBe(200);
    expect(body).toContain(`<Identity>${ana}</Identity><Parameter name="callId" value="${call.id}"/>`);
    expect(body).toContain(`<Identity>${ben}</Identity>`);
    expect(body).toContain('<Dial answerOnBridge="true" timeout="25"');
    expect(body).toContain(
      `action="http://localhost/twilio/voice/dial-done?c=${call.id}&amp;step=0#rc=5&amp;rp=ct,5xx"`,
    );
    expect(call).toMatchObject({
      direction: 'incoming',
      line: LINE,
      number: CUSTOMER,
      state: 'ringing',
      rang: [ana, ben],
    });
    expect(context.realtime.told).toContainEqual({ agentIds: [ana, ben], topic: 'calls' });
    expect(popped).toEqual([{ callId: call.id, number: CUSTOMER, agentIds: [ana, ben] }]);
  });

  it('answers a repeated question the same, without a second call or a second card', async () => {
    const first = await ringIn();
    const before = await counts();
    expect([await ringIn(), await ringIn()]).toEqual([first, first]);
    expect(await counts()).toEqual(before);
    expect(popped).toHaveLength(1);
  });

  it('keeps one call when the same question comes twice at once', async () => {
    const answers = await Promise.all([ringIn(), ringIn(), ringIn()]);
    expect(new Set(answers.map((answer) => answer.body)).size).toBe(1);
    expect((await counts()).calls).toBe(1);
  });

  it.each(['+266696687', '266696687', 'anonymous', '', 'Restricted', '+464'])(
    '[req 71] looks nobody up for the withheld number %j',
    async (From) => {
      const { body } = await ringIn({ From });
      expect(body).toContain('<Dial');
      expect((await theCall()).number).toBeNull();
      expect(popped).toEqual([]);
    },
  );

  it('[req 31] hears in the number’s language that nobody is there, and it is one missed call', async () => {
    await context.db.updateTable('agents').set({ presence: 'away' }).execute();
    const { body } = await ringIn();
    expect(body).toContain('<Say language="es-ES" voice="Polly.Lucia">En este momento no hay nadie disponible');
    expect(body).toMatch(/<\/Say><Hangup\/><\/Response>$/);
    expect(await theCall()).toMatchObject({ state: 'ended', disposition: 'missed', agent_id: null });
    expect(context.realtime.told).toContainEqual({ agentIds: [ana, ben], topic: 'recent-calls' });
    expect((await ringIn()).body).toBe(body);
    await callStatus('customer', 'completed');
    expect(await counts()).toMatchObject({ calls: 1 });
  });

  it('[req 30] hears that all are busy when somebody is online and on a call', async () => {
    await context.db.updateTable('agents').set({ presence: 'offline' }).where('id', '=', ben).execute();
    await context.db.updateTable('endpoints').set({ on_call: true }).where('agent_id', '=', ana).execute();
    expect((await ringIn()).body).toContain('todos nuestros agentes');
  });

  it('does not ring a softphone that has been silent', async () => {
    await context.db
      .updateTable('endpoints')
      .set({ alive_at: new Date(context.clock.now().getTime() - 16_000) })
      .where('agent_id', '=', ana)
      .execute();
    const { body } = await ringIn();
    expect(body).not.toContain(ana);
    expect(body).toContain(ben);
  });

  it('[req 73] hears that nobody answered once the ringing is over', async () => {
    await ringIn();
    const { id } = await theCall();
    const { body } = await dialDone(id, 0, { DialCallStatus: 'no-answer' });
    expect(body).toContain('Sentimos que nadie');
    expect(await theCall()).toMatchObject({ state: 'ended', disposition: 'missed' });
    expect((await dialDone(id, 0, { DialCallStatus: 'no-answer' })).body).toBe(body);
  });

  it('rings those who became free in the next round', async () => {
    await context.db.updateTable('endpoints').set({ on_call: true }).where('agent_id', '=', ben).execute();
    expect((await ringIn()).body).not.toContain(ben);
    await context.db.updateTable('endpoints').set({ on_call: false }).where('agent_id', '=', ben).execute();
    const { id } = await theCall();
    const { body } = await dialDone(id, 0, { DialCallStatus: 'no-answer' });
    expect(body).toContain(ben);
    expect(body).not.toContain(`<Identity>${ana}`);
    expect(body).toContain('step=1');
    expect((await theCall()).rang).toEqual([ana, ben]);
  });

  it('talks, and hangs up with the agent', async () => {
    await ringIn();
    const { id } = await theCall();
    await leg(id, 'ana', `client:${ana}`, 'ringing');
    await context.clock.turn(3_000);
    await leg(id, 'ana', `client:${ana}`, 'in-progress');
    expect(await theCall()).toMatchObject({ state: 'talking', agent_id: ana });
    await context.clock.turn(60_000);
    await leg(id, 'ana', `client:${ana}`, 'completed', { CallDuration: '60' });
    await context.db.updateTable('endpoints').set({ alive_at: context.clock.now() }).execute();
    const { body } = await dialDone(id, 0, {
      DialCallStatus: 'completed',
      DialCallSid: callSid('ana'),
      DialCallDuration: '60',
    });
    expect(body).toContain('<Response><Hangup/></Response>');
    expect(await theCall()).toMatchObject({
      state: 'ended',
      disposition: 'answered',
      agent_id: ana,
      talked_seconds: 60,
    });
  });

  it('ends with the same ledger when every report comes three times and backwards', async () => {
    await ringIn();
    const { id } = await theCall();
    const Timestamp = context.clock.now().toUTCString();
    const reports = [
      () => leg(id, 'ana', `client:${ana}`, 'initiated', { Timestamp }),
      () => leg(id, 'ben', `client:${ben}`, 'initiated', { Timestamp }),
      () => leg(id, 'ana', `client:${ana}`, 'ringing', { Timestamp }),
      () => leg(id, 'ana', `client:${ana}`, 'in-progress', { Timestamp }),
      () => leg(id, 'ben', `client:${ben}`, 'canceled', { Timestamp, CallDuration: '0' }),
      () => leg(id, 'ana', `client:${ana}`, 'completed', { Timestamp, CallDuration: '12' }),
      () => dialDone(id, 0, { DialCallStatus: 'completed', DialCallSid: callSid('ana'), DialCallDuration: '12' }),
      () => callStatus('customer', 'completed'),
    ];
    for (const report of [...reports].reverse()) for (let time = 0; time < 3; time++) await report();
    const { state, disposition, agent_id, talked_seconds } = await theCall();
    expect({ state, disposition, agent_id, talked_seconds }).toEqual({
      state: 'ended',
      disposition: 'answered',
      agent_id: ana,
      talked_seconds: 12,
    });
    // arrived, turn, rang, and each report once
    expect(await counts()).toEqual({ calls: 1, events: 11 });
  });

  it('is one missed call when the caller gives up while it rings', async () => {
    await ringIn();
    const { id } = await theCall();
    await leg(id, 'ana', `client:${ana}`, 'ringing');
    await leg(id, 'ana', `client:${ana}`, 'canceled', { CallDuration: '0' });
    await callStatus('customer', 'no-answer');
    await dialDone(id, 0, { DialCallStatus: 'canceled' });
    expect(await theCall()).toMatchObject({ state: 'ended', disposition: 'missed' });
    expect(context.realtime.told.filter((one) => one.topic === 'recent-calls')).toHaveLength(1);
  });

  it('ignores a report that belongs to another call', async () => {
    await ringIn();
    const { id } = await theCall();
    await leg(id, 'ana', `client:${ana}`, 'in-progress', {}, 'somebody else');
    await dialDone(id, 0, { DialCallStatus: 'no-answer' }, 'somebody else');
    expect(await theCall()).toMatchObject({ state: 'ringing' });
  });

  it.each([
    ['no CallSid', { CallSid: '' }],
    ['a CallSid that is none', { CallSid: 'CA1' }],
    ['a hostile CallSid', { CallSid: "CA'; drop table calls; --" }],
    ['a caller’s name without end', { From: 'x'.repeat(400) }],
  ])('does nothing for a signed request with %s', async (_, over) => {
    expect((await ringIn(over)).status).toBe(400);
    expect(await counts()).toEqual({ calls: 0, events: 0 });
  });

  it('does nothing for a request that Twilio did not sign, that is no form, or too large', async () => {
    const fields = { CallSid: callSid('customer'), From: CUSTOMER, To: LINE };
    const path = '/twilio/voice/incoming';
    expect((await postSigned(voice, context, path, fields, { token: 'guess' })).status).toBe(403);
    expect((await postSigned(voice, context, path, fields, { signature: '' })).status).toBe(403);
    expect((await postSigned(voice, context, path, fields, { type: 'application/json' })).status).toBe(415);
    expect((await postSigned(voice, context, path, { ...fields, X: 'x'.repeat(70_000) })).status).toBe(413);
    expect((await voice.request(path)).status).toBe(404);
    expect(await counts()).toEqual({ calls: 0, events: 0 });
  });

  it('is not left alone by a word of Twilio’s that we do not know', async () => {
    await ringIn();
    const { id } = await theCall();
    const strange = { DialCallStatus: 'something-new', DialCallDuration: 'many', DialCallSid: '' };
    expect((await dialDone(id, 0, strange)).body).toContain('Sentimos que nadie');
  });

  it('ignores a replay of what was told long ago', async () => {
    await ringIn();
    const { id } = await theCall();
    const Timestamp = new Date(context.clock.now().getTime() - 16 * 60_000).toUTCString();
    await leg(id, 'ana', `client:${ana}`, 'in-progress', { Timestamp });
    expect(await theCall()).toMatchObject({ state: 'ringing' });
  });

  it('hears polite words at a number that is not set up here', async () => {
    const { status, body } = await ringIn({ To: '+34910000099' });
    expect(status).toBe(200);
    expect(body).toContain('<Say language="es-ES"');
    expect(await counts()).toEqual({ calls: 0, events: 0 });
  });

  it('hears polite words when the database fails', async () => {
    await ringIn({ CallSid: callSid('before') });
    await sql`alter table call_events rename to call_events_gone`.execute(context.db);
    const { status, body } = await ringIn();
    await sql`alter table call_events_gone rename to call_events`.execute(context.db);
    expect(status).toBe(200);
    expect(body).toContain('Un problema técnico');
    expect(await counts()).toMatchObject({ calls: 1 });
  });

  it('hears polite words even when nobody can tell whether it was Twilio that asked', async () => {
    await sql`alter table twilio_connection rename to gone`.execute(context.db);
    const { status, body } = await ringIn();
    await sql`alter table gone rename to twilio_connection`.execute(context.db);
    expect(status).toBe(200);
    expect(body).toContain('<Say');
  });

  it('hears polite words in time when the database hangs, and nobody’s softphone shows a call that never rang', async () => {
    await ringIn({ CallSid: callSid('before') });
    let release = () => {};
    const hanging = context.db.transaction().execute(() => new Promise<void>((resolve) => (release = resolve)));
    const answering = ringIn();
    // The connection's patience, then the deadline.
    await eventually('the deadline has answered', async () => {
      await context.clock.turn(2_000);
      return Promise.race([answering, new Promise<false>((resolve) => setImmediate(() => resolve(false)))]);
    });
    expect((await answering).body).toContain('Un problema técnico');
    release();
    await hanging;
    const late = await eventually('the late call is over', () =>
      context.db
        .selectFrom('calls')
        .selectAll()
        .where('parent_sid', '=', callSid('customer'))
        .where('state', '=', 'ended')
        .executeTakeFirst(),
    );
    expect(late.disposition).toBe('missed');
  });
});
