import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { beginSession } from '#server/agents/sessions.ts';
import { newSetUpLink } from '#server/agents/team.ts';
import { recentCalls } from '#server/calls/recent-calls.ts';
import { recordingFile, recordingFiles } from '#server/twilio/recording-file.ts';
import { openRecordingFile } from '#server/twilio/recording-media.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import { type TestContext, testConfig, testContext } from '#test/support/context.ts';
import { endedCall, recordedCall } from '#test/support/ended-call.ts';
import { ACCOUNT_SID, freshContext, seedAgent, seedConnection } from '#test/support/telephony.ts';
import { sweepRecordings } from './recording-sweep.ts';
import { recordingRoutes } from './recordings.routes.ts';

const THREE_HOURS = 10_800;
const MP3 = Buffer.from([0xff, 0xe3, 0x18, 0xc4, 0, 0, 0, 0]);
const WAV = Buffer.concat([Buffer.from('RIFF'), Buffer.alloc(96, 7)]);

let base: TestContext;
let context: TestContext;
let twilio: Server;
let app: Hono;
let ana: AgentId;
let ben: AgentId;
let admin: AgentId;
let id: CallId;
const tokens = new Map<AgentId, string>();
/** What Twilio answers for a recording's file, and for its list. */
let media: { status: number; body: Buffer; length?: number | null };
let listed: object[];
/** What Twilio answers for the recording itself, and for its call; null: it has none. */
let known: { recording: object | null; call: object | null };
/** Deleted ones only to those who ask for them, as Twilio does. */
const shown = (recording: object | null, url: string) =>
  recording && 'status' in recording && recording.status === 'deleted' && !url.includes('IncludeSoftDeleted=true')
    ? null
    : recording;
let asked: { url: string; authorization: string | undefined }[];

beforeAll(async () => {
  base = await testContext();
  twilio = createServer((request, response) => {
    asked.push({ url: request.url ?? '', authorization: request.headers.authorization });
    if (request.url?.includes('.json')) {
      const answers = /Recordings\/RE/.test(request.url)
        ? shown(known.recording, request.url)
        : /Calls\/CA/.test(request.url)
          ? known.call
          : { recordings: listed };
      response.writeHead(answers ? 200 : 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answers ?? { code: 20404, message: 'none', status: 404 }));
      return;
    }
    const range = media.status === 200 && /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
    const body = range ? media.body.subarray(Number(range[1]), Number(range[2]) + 1) : media.body;
    response.writeHead(range ? 206 : media.status, {
      'content-type': 'audio/x-wav',
      ...(media.length === null ? {} : { 'content-length': media.length ?? body.length }),
      ...(range && { 'content-range': `bytes ${range[1]}-${range[2]}/${media.body.length}` }),
    });
    response.write(body, () => (media.length ? response.destroy() : response.end()));
  }).listen(0);
});
afterAll(async () => {
  twilio.close();
  await base.close();
});
beforeEach(async () => {
  media = { status: 200, body: WAV };
  listed = [];
  known = { recording: row({ sid: `RE${id}` }), call: { sid: `CA${id}` } };
  asked = [];
  // `address()` is a string for pipes only.
  const { port } = twilio.address() as AddressInfo;
  const config = testConfig({ twilio: { baseUrl: `http://127.0.0.1:${port}` } });
  context = await freshContext({ ...base, config });
  await newSetUpLink(context);
  app = recordingRoutes(context);
  ana = await seedAgent(context, 'Ana');
  ben = await seedAgent(context, 'Ben');
  admin = await seedAgent(context, 'Adela', { role: 'admin' });
  for (const one of [ana, ben, admin]) tokens.set(one, await beginSession(context, context.db, one));
  await seedConnection(context, admin);
  id = await endedCall(context, ana);
  await recordedCall(context, id);
});

async function link(as: AgentId, callId: string = id) {
  const response = await app.request(`/api/agent/calls/${callId}/recording-link`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tokens.get(as)}` },
  });
  return { status: response.status, body: await response.json() };
}
/** A recording as Twilio has it. */
const row = (over: object = {}) => ({
  sid: `RE${'5'.repeat(32)}`,
  status: 'completed',
  channels: 2,
  duration: '30',
  start_time: 'Mon, 02 Mar 2026 09:00:00 +0000',
  ...over,
});
const state = async () => (await context.db.selectFrom('recordings').select('state').executeTakeFirst())?.state;
const play = (url: string, headers: Record<string, string> = {}) =>
  app.request(url.replace(context.config.publicUrl, ''), { headers });

describe('a recording', () => {
  it('is played with our own key, whole or in part', async () => {
    const { body } = await link(ana);
    const whole = await play(body.url);
    expect(whole.status).toBe(200);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-type': 'audio/wav',
      'cache-control': 'no-store',
      'accept-ranges': 'bytes',
      'content-length': '100',
    });
    expect(Buffer.from(await whole.arrayBuffer())).toEqual(WAV);
    const part = await play(body.url, { Range: 'bytes=2-5' });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe('bytes 2-5/100');
    expect(Buffer.from(await part.arrayBuffer())).toEqual(WAV.subarray(2, 6));
    expect(asked[0]?.url).toBe(`/2010-04-01/Accounts/${ACCOUNT_SID}/Recordings/RE${id}.wav`);
    expect(asked[0]?.authorization).toBe(
      `Basic ${Buffer.from(`SK${'b'.repeat(32)}:test-key-secret`).toString('base64')}`,
    );
  });

  it.each([
    ['own', [200, 403, 200]],
    ['everyone', [200, 200, 200]],
    ['admins', [403, 403, 200]],
  ] as const)('is for %s', async (recordingsFor, expected) => {
    await context.db.updateTable('team').set({ recordings_for: recordingsFor }).execute();
    const statuses = [];
    for (const one of [ana, ben, admin]) statuses.push((await link(one)).status);
    expect(statuses).toEqual(expected);
    const [mine] = await recentCalls(context, { id: ana, role: 'agent' });
    expect(mine?.recorded).toBe(expected[0] === 200);
  });

  it('is not played by a link that is old, changed, or of a session that has ended', async () => {
    const { url } = (await link(ana)).body;
    expect((await play(`${url.slice(0, -4)}AAAA`)).status).toBe(404);
    await context.db.updateTable('team').set({ recordings_for: 'admins' }).execute();
    expect((await play(url)).status).toBe(403);
    await context.db.updateTable('team').set({ recordings_for: 'own' }).execute();
    expect((await play(url)).status).toBe(200);
    await context.clock.turn(5 * 60_000);
    expect((await play(url)).status).toBe(404);
    const fresh = (await link(ana)).body.url;
    await context.db.deleteFrom('sessions').where('agent_id', '=', ana).execute();
    expect((await play(fresh)).status).toBe(404);
  });

  it('is missing where there is none', async () => {
    expect((await link(ana, 'c_x')).body).toMatchObject({ code: 'not-found' });
    await context.db.deleteFrom('recordings').execute();
    expect((await link(ana)).body).toMatchObject({ code: 'not-found' });
  });
});

describe('a recording that Twilio does not give', () => {
  const missing = { status: 404, body: Buffer.from('no') };
  const offered = async () => (await recentCalls(context, { id: ana, role: 'agent' }))[0]?.recorded;

  it.each([
    ['says that it was deleted', row({ status: 'deleted' }), null],
    ['knows its call, and no longer the recording', null, { sid: 'CA1' }],
  ])('is gone for good when Twilio %s', async (_, recording, call) => {
    const { url } = (await link(ana)).body;
    media = missing;
    known = { recording, call };
    expect(await offered()).toBe(true);
    expect(await (await play(url)).json()).toMatchObject({ code: 'recording-gone' });
    expect(await state()).toBe('gone');
    expect(await offered()).toBe(false);
    expect(context.realtime.told.map(({ topic }) => topic)).toContain('recent-calls');
    // Nobody asks Twilio again.
    asked = [];
    expect(await link(ana)).toMatchObject({ status: 410, body: { code: 'recording-gone' } });
    expect(await (await play(url)).json()).toMatchObject({ code: 'recording-gone' });
    expect(asked).toEqual([]);
    expect((await link(ben)).body).toMatchObject({ code: 'not-allowed' });
  });

  it('is found to be gone as soon as somebody wants to play it', async () => {
    media = missing;
    known.recording = row({ status: 'deleted' });
    expect((await link(ana)).body).toMatchObject({ code: 'recording-gone' });
    expect(await state()).toBe('gone');
  });

  it.each([
    ['its file is not ready yet', () => undefined, 'twilio-away'],
    [
      'another account is connected',
      () => {
        known = { recording: null, call: null };
      },
      'not-found',
    ],
    [
      'Twilio is away',
      () => {
        media = { ...missing, status: 503 };
      },
      'twilio-away',
    ],
  ])('is not gone when %s', async (_, happens, code) => {
    const { url } = (await link(ana)).body;
    media = missing;
    happens();
    expect(await (await play(url)).json()).toMatchObject({ code });
    expect((await link(ana)).body).toMatchObject({ code });
    expect(await state()).toBe('completed');
    media = { status: 200, body: WAV };
    expect((await link(ana)).status).toBe(200);
  });
});

describe('a file on its way to the CRM', () => {
  const read = async (seconds = 1) => {
    const file = recordingFile({ sid: `RE${id}`, channels: 2, seconds });
    const opened = await openRecordingFile(context, file);
    return opened.ok ? Buffer.from(await new Response(opened.value.content).arrayBuffer()) : opened.problem.code;
  };

  it('passes whole, and says how long it is where Twilio does', async () => {
    expect(await read()).toEqual(WAV);
    const size = async () => {
      const opened = await openRecordingFile(context, recordingFile({ sid: `RE${id}`, channels: 2, seconds: 1 }));
      if (!opened.ok) throw new Error(opened.problem.message);
      await opened.value.content.cancel();
      return opened.value.bytes;
    };
    expect(await size()).toBe(WAV.length);
    media = { status: 200, body: WAV, length: null };
    expect(await size()).toBeNull();
    expect(await read()).toEqual(WAV);
  });

  it('fails when it is cut off, or no sound', async () => {
    media = { status: 200, body: WAV, length: 200 };
    await expect(read()).rejects.toThrow();
    media = { status: 200, body: Buffer.from('<html>') };
    await expect(read()).rejects.toThrow('no audio/wav');
    await expect(read(THREE_HOURS)).rejects.toThrow('no audio/mpeg');
    media = { status: 200, body: Buffer.alloc(0) };
    await expect(read()).rejects.toThrow('cut off');
  });

  it('is an MP3 where it would be too large', async () => {
    const forms = (seconds: number, channels = 2) =>
      recordingFiles({ sid: 'RE1', channels, seconds }).map(({ name, mime }) => [name, mime]);
    const wav = ['RE1.wav', 'audio/wav'];
    const mp3 = ['RE1.mp3', 'audio/mpeg'];
    expect(forms(600)).toEqual([wav, mp3]);
    expect(forms(THREE_HOURS)).toEqual([mp3]);
    expect(forms(5_000)).toEqual([mp3]);
    expect(forms(5_000, 1)).toEqual([wav, mp3]);
    media = { status: 200, body: MP3 };
    expect(await read(THREE_HOURS)).toEqual(MP3);
    expect(asked.at(-1)?.url).toMatch(/\.mp3$/);
  });
});

describe('a report that was lost', () => {
  beforeEach(() => context.db.updateTable('recordings').set({ state: 'expected', sid: null }).execute());

  it('is asked for', async () => {
    listed = [row()];
    await sweepRecordings(context);
    expect(await state()).toBe('expected');
    await context.clock.turn(61_000);
    await sweepRecordings(context);
    expect(await state()).toBe('completed');
  });

  it('is waited for while Twilio prepares it, and no longer when Twilio knows of none', async () => {
    await context.clock.turn(61_000);
    listed = [row({ status: 'processing' })];
    await sweepRecordings(context);
    expect(await state()).toBe('running');
    listed = [];
    known.recording = null;
    await sweepRecordings(context);
    expect(await state()).toBe('running');
    await context.clock.turn(10 * 60_000);
    await sweepRecordings(context);
    expect(await state()).toBe('absent');
  });
});
