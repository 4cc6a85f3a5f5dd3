import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { blank, newCallId } from '#server/calls/new-call.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import { type TestContext, testContext } from '#test/support/context.ts';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import {
  CUSTOMER,
  callSid,
  freshContext,
  LINE,
  postSigned,
  seedAgent,
  seedConnection,
  seedOutgoingNumber,
} from '#test/support/telephony.ts';
import { outgoingRoutes } from './outgoing.routes.ts';
import { statusRoutes } from './status.routes.ts';
import { voiceRoutes } from './voice.routes.ts';

let base: TestContext;
let context: TestContext;
let voice: Hono;
let status: Hono;
let ana: AgentId;

beforeAll(async () => {
  base = await testContext();
});
afterAll(() => base.close());

beforeEach(async () => {
  context = await freshContext(base);
  voice = voiceRoutes(context).route('/', outgoingRoutes(context));
  status = statusRoutes(context);
  ana = await seedAgent(context, 'Ana');
  await seedConnection(context, ana);
  await seedOutgoingNumber(context, ana);
});

const theCall = () => context.db.selectFrom('calls').selectAll().executeTakeFirstOrThrow();

/** What becomes of the customer's leg. */
const leg = (callId: CallId, CallStatus: string, over: Record<string, string> = {}) =>
  postSigned(status, context, `/twilio/status/leg?c=${callId}`, {
    CallSid: callSid('customer'),
    ParentCallSid: callSid('ana'),
    CallStatus,
    To: CUSTOMER,
    From: LINE,
    ...over,
  });

const dialDone = (callId: CallId, DialCallStatus: string) =>
  postSigned(voice, context, `/twilio/voice/dial-done?c=${callId}&step=0`, {
    CallSid: callSid('ana'),
    DialCallSid: callSid('customer'),
    DialCallStatus,
    To: '',
    From: `client:${ana}`,
  });

describe('an agent calls', () => {
  async function place(over: { id?: CallId; agentId?: AgentId; usableMs?: number } = {}): Promise<CallId> {
    const id = over.id ?? newCallId(context);
    await context.db
      .insertInto('calls')
      .values({
        ...blank,
        id,
        direction: 'outgoing',
        line: LINE,
        number: CUSTOMER,
        agent_id: over.agentId ?? ana,
        usable_until: new Date(context.clock.now().getTime() + (over.usableMs ?? 60_000)),
        parent_sid: null,
        state: 'placed',
        created_at: context.clock.now(),
      })
      .execute();
    return id;
  }
  /** The answer of a webhook that may wait for what never comes. */
  async function afterWaiting<T>(answer: Promise<T>): Promise<T> {
    let answered = false;
    const settled = answer.finally(() => {
      answered = true;
    });
    await eventually('it is answered', async () => {
      await context.clock.turn(1_000);
      return answered;
    });
    return settled;
  }
  const connect = (c: string, over: Record<string, string> = {}) =>
    postSigned(voice, context, '/twilio/voice/outgoing', {
      CallSid: callSid('ana'),
      From: `client:${ana}`,
      To: '',
      c,
      ...over,
    });

  it('[req 52] dials the number of our row from the agent’s own number', async () => {
    const id = await place();
    const { body } = await connect(id, { To: '+19005551234', Number: '+19005551234', callerId: '+15005550000' });
    expect(body).toContain(`<Dial answerOnBridge="true" callerId="${LINE}" timeout="45" timeLimit="14400"`);
    expect(body).toContain(`statusCallbackMethod="POST">${CUSTOMER}</Number>`);
    expect(body).not.toContain('5551234');
    expect(await theCall()).toMatchObject({ state: 'dialling', parent_sid: callSid('ana') });
  });

  it('waits for a call that its softphone is just asking for', async () => {
    const id = newCallId(context);
    const connecting = connect(id);
    await nothingHappens('it is not answered', () => Promise.race([connecting, 'waiting']), 100);
    await place({ id });
    await context.realtime.tell(context.db, [ana], 'calls');
    expect((await connecting).body).toContain('<Dial');
  });

  it('answers a retry of the same leg the same', async () => {
    const id = await place();
    const first = await connect(id);
    expect(await connect(id)).toEqual(first);
  });

  it.each([
    ['a second leg', { CallSid: callSid('thief') }],
    ['another agent', { From: 'client:u_00000000000000009999' }],
    ['no agent', { From: '+34600000000' }],
    ['an agent’s id that is not a client', { From: 'u_00000000000000000001' }],
    ['a made-up call id', { c: `c_${'x'.repeat(22)}` }],
    ['no call id', { c: '' }],
    ['a hostile call id', { c: "'; drop table calls; --" }],
  ])('places no call for %s', async (_, over) => {
    const id = await place();
    await connect(id);
    const { status, body } = await afterWaiting(connect(id, over));
    expect(status).toBe(200);
    expect(body).toContain('<Say');
    expect(body).not.toContain('<Dial');
  });

  it('places no call with an id that is too old', async () => {
    const id = await place({ usableMs: -1 });
    expect((await connect(id)).body).toContain('Esta llamada ya no se puede realizar');
    expect(await theCall()).toMatchObject({ state: 'ended', disposition: 'cancelled' });
  });

  it('[req 69] places no call once the agent’s number has been taken away', async () => {
    const id = await place();
    await context.db.deleteFrom('outgoing_numbers').execute();
    expect((await connect(id)).body).not.toContain('<Dial');
  });

  it('places no call for an agent who is no longer active', async () => {
    const id = await place();
    await context.db.updateTable('agents').set({ active: false }).where('id', '=', ana).execute();
    expect((await connect(id)).body).not.toContain('<Dial');
  });

  it.each([
    ['busy', {}, 'busy'],
    ['busy', { SipResponseCode: '603' }, 'declined'],
    ['no-answer', {}, 'no-answer'],
    ['failed', {}, 'failed'],
  ])('ends %s %j as %s', async (CallStatus, more, disposition) => {
    const id = await place();
    await connect(id);
    await leg(id, 'ringing');
    expect(await theCall()).toMatchObject({ state: 'ringing' });
    await leg(id, CallStatus, { CallDuration: '0', ...more });
    const { body } = await dialDone(id, CallStatus);
    expect(body).toContain('<Hangup/>');
    expect(await theCall()).toMatchObject({ state: 'ended', disposition, agent_id: ana });
  });

  it('talks for as long as the network counted', async () => {
    const id = await place();
    await connect(id);
    await leg(id, 'in-progress');
    expect(await theCall()).toMatchObject({ state: 'talking', agent_id: ana });
    await leg(id, 'completed', { CallDuration: '33' });
    await dialDone(id, 'completed');
    expect(await theCall()).toMatchObject({ state: 'ended', disposition: 'answered', talked_seconds: 33 });
  });
});
