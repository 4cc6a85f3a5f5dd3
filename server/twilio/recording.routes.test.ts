import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newSetUpLink } from '#server/agents/team.ts';
import { placeCall } from '#server/calls/place-call.ts';
import { openLog } from '#server/log.ts';
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
import { announcementRoutes } from './announcement.routes.ts';
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
  voice = voiceRoutes(context).route('/', outgoingRoutes(context)).route('/', announcementRoutes(context));
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

it('leaves a recording to the call that it is kept with, whatever call a report names', async () => {
  await context.db.updateTable('incoming_numbers').set({ record: true }).execute();
  await ringIn();
  const { id } = await theCall();
  await report('completed', id);
  const second = callSid('second');
  await postSigned(voice, context, '/twilio/voice/incoming', { CallSid: second, From: '+34699000111', To: LINE });
  const other = await context.db.selectFrom('calls').select('id').where('id', '!=', id).executeTakeFirstOrThrow();
  const errors: string[] = [];
  const heard = { ...context, log: openLog((line) => line.includes('"error"') && errors.push(line)) };
  const path = `/twilio/status/recording?c=${other.id}`;
  const named = { CallSid: second, RecordingSid: RE, RecordingStatus: 'completed' };
  expect(await postSigned(recordingStatusRoutes(heard), heard, path, named)).toMatchObject({ status: 204 });
  expect(errors).toEqual([]);
  const kept = await context.db.selectFrom('recordings').select('call_id').where('sid', '=', RE).execute();
  expect(kept).toEqual([{ call_id: id }]);
});

describe('a caller who may decline', () => {
  beforeEach(async () => {
    await context.db.updateTable('incoming_numbers').set({ record: true }).execute();
    await newSetUpLink(context);
    await context.db.updateTable('team').set({ decline_key: '*' }).execute();
  });
  const press = async (Digits: string) => {
    const { body } = await ringIn();
    const action = /action="http:\/\/localhost([^"]+)"/.exec(body)?.[1]?.replaceAll('&amp;', '&') ?? '';
    return (await postSigned(voice, context, action, { CallSid: leg, From: CUSTOMER, To: LINE, Digits })).body;
  };

  it('is asked before anybody rings, and rings unrecorded then', async () => {
    expect((await ringIn()).body).toMatch(
      /<Response><Gather [^>]*><Say [^>]*>Esta llamada se graba\.<\/Say><Say [^>]*>Pulse \* para continuar sin grabación\.<\/Say><\/Gather><\/Response>$/,
    );
    const body = await press('*');
    expect(body).toContain('<Client');
    expect(body).not.toContain('record');
    expect(await recording()).toBeUndefined();
    // The same question, the same answer.
    expect(await press('*')).toBe(body);
    const kept = await context.db.selectFrom('call_events').select('key').where('kind', '=', 'recorded').execute();
    expect(kept).toEqual([{ key: 'recorded:1:declined' }]);
  });

  it('is recorded when she presses nothing', async () => {
    const body = await press('');
    expect(body).toMatch(/<Response><Dial [^>]*record="record-from-answer-dual"/);
    expect(await recording()).toMatchObject({ state: 'expected' });
  });

  it('hears it to its end when she presses another key', async () => {
    expect(await press('7')).toMatch(/<Response><Say [^>]*>Esta llamada se graba\.<\/Say><Dial [^>]*record=/);
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
  const place = async (record: boolean, to: string = CUSTOMER) => {
    await context.db.updateTable('outgoing_numbers').set({ record }).execute();
    const placed = await placeCall(context, ana, { to, record: null, from: null });
    if (!placed.ok) throw new Error(placed.problem.message);
    const form = { CallSid: leg, From: `client:${ana}`, To: '', c: placed.value.callId };
    return (await postSigned(voice, context, '/twilio/voice/outgoing', form)).body;
  };

  const answered = { CallSid: callSid('child'), From: LINE, To: CUSTOMER };
  /** The document that whoever answers hears first; `keys`: what she presses then. */
  const toldWith = async (body: string, keys?: string) => {
    const url = /<Number [^>]*url="([^"]+)"/.exec(body)?.[1] ?? '';
    const path = url.replaceAll('&amp;', '&').replace('http://localhost', '');
    const first = await postSigned(voice, context, path, answered);
    if (keys === undefined) return first.body;
    const action = /action="http:\/\/localhost([^"]+)"/.exec(first.body)?.[1]?.replaceAll('&amp;', '&') ?? '';
    return (await postSigned(voice, context, action, { ...answered, Digits: keys })).body;
  };
  const facts = async () =>
    (await context.db.selectFrom('call_events').select('key').where('kind', '=', 'recorded').execute()).map(
      ({ key }) => key,
    );
  const team = (set: object) => context.db.updateTable('team').set(set).execute();
  beforeEach(() => newSetUpLink(context));

  it('tells whoever answers, and begins to record her leg once that is said: her Dial records nothing', async () => {
    const body = await place(true);
    expect(body).not.toContain('record-from');
    const { id } = await theCall();
    expect(await toldWith(body)).toMatch(
      new RegExp(
        '^<\\?xml[^>]*><Response><Say language="es-ES"[^>]*>Esta llamada se graba\\.</Say><Start><Recording channels="dual" ' +
          `track="both" trim="do-not-trim" recordingStatusCallback="http://localhost/twilio/status/recording\\?c=${id}"[^>]*/></Start></Response>$`,
      ),
    );
    expect(await recording()).toMatchObject({ state: 'expected' });
    expect(await facts()).toEqual(['recorded:1:announcing']);
  });

  it('keeps what is reported of the leg that was told, though nothing else is known of it', async () => {
    await toldWith(await place(true));
    const { id } = await theCall();
    await report('in-progress', id, { CallSid: answered.CallSid });
    expect(await recording()).toMatchObject({ state: 'running', sid: RE });
  });

  it('names the team, or says it in the team’s own words', async () => {
    await team({ organisation_name: 'Zillum' });
    const body = await place(true);
    expect(await toldWith(body)).toContain('>Zillum graba esta llamada para guardar lo acordado');
    await team({ announce_words: JSON.stringify({ es: 'Grabamos <esto> & más.' }) });
    expect(await toldWith(body)).toContain('>Grabamos &lt;esto&gt; &amp; más.</Say>');
  });

  it('goes on unrecorded when she presses the key for it, and says so in the ledger', async () => {
    await team({ decline_key: '2' });
    const body = await place(true);
    expect(await toldWith(body)).toContain('>Pulse 2 para continuar sin grabación.</Say></Gather>');
    expect(await toldWith(body, '2')).toMatch(/<Response><\/Response>$/);
    expect(await recording()).toBeUndefined();
    expect(await facts()).toContain('recorded:1:declined');
    // Asked again: she is put through without a word.
    expect(await toldWith(body)).toMatch(/<Response><\/Response>$/);
  });

  it('is recorded when she presses nothing; when she presses another key, once all has been said', async () => {
    await team({ decline_key: '2' });
    const body = await place(true);
    expect(await toldWith(body, '')).toMatch(/<Response><Start>/);
    expect(await toldWith(body, '5')).toMatch(/<Response><Say [^>]*>Esta llamada se graba\.<\/Say><Start>/);
    expect(await facts()).toEqual(['recorded:1:announcing']);
  });

  it('is not announced where the team has switched that off, as long as both countries allow it', async () => {
    await team({ announce: false });
    const body = await place(true);
    expect(body).toContain('record="record-from-answer-dual"');
    expect(body).not.toContain(' url=');
    await context.db.deleteFrom('calls').execute();
    expect(await place(true, '+4915112345678')).toContain(' url=');
  });

  it('leads nobody anywhere who is of no call', async () => {
    const path = `/twilio/voice/announcement?line=${encodeURIComponent(LINE)}&c=`;
    expect((await postSigned(voice, context, `${path}c_${'0'.repeat(24)}`, answered)).body).not.toContain('Recording');
  });

  it('says nothing where it is not', async () => {
    const body = await place(false);
    expect(body).not.toContain('record');
    expect(body).not.toContain(' url=');
  });
});
