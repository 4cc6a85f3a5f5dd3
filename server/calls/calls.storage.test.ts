import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Storage } from '#server/database/storage.ts';
import { statusRoutes } from '#server/twilio/status.routes.ts';
import { voiceRoutes } from '#server/twilio/voice.routes.ts';
import type { AgentId } from '#shared/ids.ts';
import { onBothEngines } from '#test/support/both-engines.ts';
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
  seedOutgoingNumber,
} from '#test/support/telephony.ts';
import { connectCall } from './outgoing.ts';
import { placeCall } from './place-call.ts';

onBothEngines((open) => {
  let spare: TestContext;
  let storage: Storage;
  let context: TestContext;
  let ana: AgentId;
  let ben: AgentId;

  beforeAll(async () => {
    spare = await testContext();
    storage = await open();
  });
  afterAll(async () => {
    await storage.close();
    await spare.close();
  });
  beforeEach(async () => {
    context = await freshContext({ ...spare, db: storage.db });
    ana = await seedAgent(context, 'Ana');
    ben = await seedAgent(context, 'Ben');
    await seedConnection(context, ana);
    await seedLine(context, [ana, ben]);
    await seedOutgoingNumber(context, ana);
  });

  const wish = { to: CUSTOMER, record: null, from: null };
  const calls = () => context.db.selectFrom('calls').selectAll().execute();

  it('gives one call id to many clicks at once', async () => {
    const asked = await Promise.all(Array.from({ length: 8 }, () => placeCall(context, ana, wish)));
    expect(asked.filter((one) => one.ok)).toHaveLength(1);
    expect(asked.flatMap((one) => (one.ok ? [] : [one.problem.code]))).toEqual(Array(7).fill('already-on-a-call'));
    expect(await calls()).toHaveLength(1);
  });

  it('lets one leg use a call id, however many try at once', async () => {
    const placed = await placeCall(context, ana, wish);
    if (!placed.ok) throw new Error('not placed');
    const { callId } = placed.value;
    const connected = await Promise.all(
      Array.from({ length: 6 }, (_, i) => connectCall(context, { agentId: ana, callId, leg: callSid(`leg ${i}`) })),
    );
    expect(connected.filter((one) => one.do === 'dial')).toHaveLength(1);
  });

  it('keeps one call and one answer when a customer’s call is asked about many times at once', async () => {
    const voice = voiceRoutes(context);
    const answers = await Promise.all(
      Array.from({ length: 6 }, () =>
        postSigned(voice, context, '/twilio/voice/incoming', {
          CallSid: callSid('customer'),
          From: CUSTOMER,
          To: LINE,
        }),
      ),
    );
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(answers[0]?.body).toContain('<Dial');
    expect(await calls()).toHaveLength(1);
  });

  it('ends with the right ledger when all reports of a call come at the same time, three times each', async () => {
    const voice = voiceRoutes(context);
    const status = statusRoutes(context);
    const parent = callSid('customer');
    await postSigned(voice, context, '/twilio/voice/incoming', { CallSid: parent, From: CUSTOMER, To: LINE });
    const id = (await calls())[0]?.id;
    const leg =
      (agentId: AgentId, CallStatus: string, CallDuration = '0') =>
      () =>
        postSigned(status, context, `/twilio/status/leg?c=${id}`, {
          CallSid: callSid(agentId.slice(-8)),
          ParentCallSid: parent,
          To: `client:${agentId}`,
          CallStatus,
          CallDuration,
        });
    const reports = [
      leg(ana, 'initiated'),
      leg(ben, 'initiated'),
      leg(ana, 'ringing'),
      leg(ben, 'ringing'),
      leg(ana, 'in-progress'),
      leg(ben, 'canceled'),
      leg(ana, 'completed', '42'),
      () =>
        postSigned(voice, context, `/twilio/voice/dial-done?c=${id}&step=0`, {
          CallSid: parent,
          To: LINE,
          DialCallStatus: 'completed',
          DialCallSid: callSid(ana.slice(-8)),
          DialCallDuration: '42',
        }),
      () => postSigned(status, context, '/twilio/status/call', { CallSid: parent, To: LINE, CallStatus: 'completed' }),
    ];
    const answers = await Promise.all([...reports, ...reports, ...reports].map((report) => report()));
    expect(answers.every(({ status }) => status < 300)).toBe(true);
    expect(await calls()).toMatchObject([
      { state: 'ended', disposition: 'answered', agent_id: ana, talked_seconds: 42 },
    ]);
    const events = await context.db.selectFrom('call_events').select('key').execute();
    // arrived, turn, rang
    expect(events).toHaveLength(3 + reports.length);
  });

  it('answers the end of a round once more as before, although she is known by now to have talked with somebody who is gone', async () => {
    const voice = voiceRoutes(context);
    const parent = callSid('customer');
    await postSigned(voice, context, '/twilio/voice/incoming', { CallSid: parent, From: CUSTOMER, To: LINE });
    const id = (await calls())[0]?.id;
    const leg = { CallSid: callSid('ana'), ParentCallSid: parent, To: `client:${ana}`, CallDuration: '42' };
    const over = () =>
      postSigned(voice, context, `/twilio/voice/dial-done?c=${id}&step=0`, {
        CallSid: parent,
        To: LINE,
        DialCallStatus: 'completed',
        DialCallSid: leg.CallSid,
        DialCallDuration: '42',
      });
    const first = await over();
    await postSigned(statusRoutes(context), context, `/twilio/status/leg?c=${id}`, { ...leg, CallStatus: 'completed' });
    await context.db.deleteFrom('endpoints').where('agent_id', '=', ana).execute();
    expect((await over()).body).toBe(first.body);
    expect(await calls()).toMatchObject([{ state: 'ended', disposition: 'answered', talked_seconds: 42 }]);
  });
});
