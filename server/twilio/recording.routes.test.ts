import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { placeCall } from '#server/calls/place-call.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
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
import { outgoingRoutes } from './outgoing.routes.ts';
import { recordingStatusRoutes } from './recording.routes.ts';
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
  status = recordingStatusRoutes(context);
  ana = await seedAgent(context, 'Ana');
  await seedConnection(context, ana);
  await seedLine(context, [ana]);
  await seedOutgoingNumber(context, ana);
});

const RE = `RE${'1'.repeat(32)}`;
const leg = callSid('parent');
const ringIn = () => postSigned(voice, context, '/twilio/voice/incoming', { CallSid: leg, From: CUSTOMER, To: LINE });
const theCall = () => context.db.selectFrom('calls').selectAll().executeTakeFirstOrThrow();
const recording = () => context.db.selectFrom('recordings').selectAll().executeTakeFirst();
const report = (RecordingStatus: string, id: CallId, over: Record<string, string> = {}) =>
  postSigned(status, context, `/twilio/status/recording?c=${id}`, {
    CallSid: leg,
    RecordingSid: RE,
    RecordingStatus,
    RecordingDuration: '12',
    RecordingChannels: '2',
    RecordingStartTime: 'Mon, 02 Mar 2026 09:00:00 +0000',
    ...over,
  });

describe('a call of a line that is recorded', () => {
  beforeEach(() => context.db.updateTable('incoming_numbers').set({ record: true }).execute());

  it('says so before anybody rings, in the line’s language, and records once somebody answers', async () => {
    const { body } = await ringIn();
    expect(body).toMatch(/<Response><Say language="es-ES"[^>]*>Esta llamada se graba\.<\/Say><Dial /);
    expect(body).toContain('record="record-from-answer-dual"');
    expect(body).toContain('recordingStatusCallbackEvent="in-progress completed absent"');
    expect(body).toContain(
      `recordingStatusCallback="http://localhost/twilio/status/recording?c=${(await theCall()).id}"`,
    );
    expect(await recording()).toMatchObject({ state: 'expected', sid: null });
    // Asked again: the same answer.
    expect((await ringIn()).body).toBe(body);
  });

  it('keeps what is reported, in any order and as often as it comes', async () => {
    await ringIn();
    const { id } = await theCall();
    await report('completed', id);
    await report('in-progress', id, { RecordingDuration: '0' });
    await report('completed', id, { RecordingDuration: '99' });
    expect(await recording()).toMatchObject({
      sid: RE,
      state: 'completed',
      channels: 2,
      seconds: 12,
      started_at: new Date('2026-03-02T09:00:00Z'),
    });
  });

  it('still waits for a later round when one of ringing recorded nothing', async () => {
    await ringIn();
    const { id } = await theCall();
    await report('absent', id);
    expect(await recording()).toMatchObject({ state: 'expected' });
  });

  it('takes no report of another call, nor one that Twilio did not sign', async () => {
    await ringIn();
    const { id } = await theCall();
    await report('completed', id, { CallSid: callSid('other') });
    expect(await report('completed', id, { RecordingSid: 'RE1' })).toMatchObject({ status: 400 });
    const path = `/twilio/status/recording?c=${id}`;
    const forged = await postSigned(status, context, path, { CallSid: leg }, { token: 'made up' });
    expect(forged.status).toBe(403);
    expect(await recording()).toMatchObject({ state: 'expected' });
  });
});

it('is not recorded, and says nothing, where the line is not', async () => {
  const { body } = await ringIn();
  expect(body).not.toContain('record');
  expect(body).toContain('answerOnBridge="true"');
  expect(body).not.toContain('<Say');
  expect(await recording()).toBeUndefined();
});

describe('a call that is placed from a recorded number', () => {
  const place = async (record: boolean) => {
    await context.db.updateTable('outgoing_numbers').set({ record }).execute();
    const placed = await placeCall(context, ana, { to: CUSTOMER, record: null, from: null });
    if (!placed.ok) throw new Error(placed.problem.message);
    const form = { CallSid: leg, From: `client:${ana}`, To: '', c: placed.value.callId };
    return (await postSigned(voice, context, '/twilio/voice/outgoing', form)).body;
  };

  it('tells whoever answers before she is put through', async () => {
    const body = await place(true);
    expect(body).toContain('record="record-from-answer-dual"');
    const url = /<Number [^>]*url="([^"]+)"/.exec(body)?.[1] ?? '';
    const path = url.replace('http://localhost', '');
    const said = await postSigned(voice, context, path, { CallSid: callSid('child'), From: LINE, To: CUSTOMER });
    expect(said.body).toMatch(
      /^<\?xml[^>]*><Response><Say language="es-ES"[^>]*>Esta llamada se graba\.<\/Say><\/Response>$/,
    );
    expect(await recording()).toMatchObject({ state: 'expected' });
  });

  it('says nothing where it is not', async () => {
    const body = await place(false);
    expect(body).not.toContain('record');
    expect(body).not.toContain(' url=');
  });
});
