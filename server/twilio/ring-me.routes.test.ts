import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { diagnosisRoutes } from '#server/admin/diagnosis.routes.ts';
import { beginSession } from '#server/agents/sessions.ts';
import type { AgentId } from '#shared/ids.ts';
import { type TestContext, testConfig, testContext } from '#test/support/context.ts';
import { eventually } from '#test/support/eventually.ts';
import {
  callSid,
  freshContext,
  LINE,
  postSigned,
  seedAgent,
  seedConnection,
  seedOutgoingNumber,
} from '#test/support/telephony.ts';
import { ringMeRoutes } from './ring-me.routes.ts';

const RECORDING = `RE${'e'.repeat(32)}`;
const WAV = Buffer.from('RIFF her own voice');

let base: TestContext;
let context: TestContext;
let twilio: Server;
let app: Hono;
let ana: AgentId;
let token: string;
/** What the server asked of Twilio. */
let asked: { method: string; path: string; body: string }[];
/** How often the recording is not there yet. */
let notYet: number;

beforeAll(async () => {
  base = await testContext();
  twilio = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    const { method = '', url = '' } = request;
    const path = decodeURIComponent(url.replace(/^.*\/Accounts\/AC\w+/, ''));
    asked.push({ method, path, body });
    if (path.endsWith('.wav')) {
      response.writeHead(notYet-- > 0 ? 503 : 200, { 'content-type': 'audio/x-wav' });
      return response.end(WAV);
    }
    response.writeHead(method === 'DELETE' ? 204 : method === 'POST' ? 201 : 200, {
      'content-type': 'application/json',
    });
    const sid = method === 'POST' ? callSid('test') : RECORDING;
    response.end(
      method === 'DELETE' ? '' : JSON.stringify({ sid, status: 'queued', recordings: [{ sid, status: 'completed' }] }),
    );
  }).listen(0);
});
afterAll(async () => {
  twilio.close();
  await base.close();
});
beforeEach(async () => {
  asked = [];
  notYet = 0;
  // `address()` is a string for pipes only.
  const { port } = twilio.address() as AddressInfo;
  const config = testConfig({ publicUrl: 'https://phone.example', twilio: { baseUrl: `http://127.0.0.1:${port}` } });
  context = await freshContext({ ...base, config });
  app = ringMeRoutes(context).route('/', diagnosisRoutes(context));
  ana = await seedAgent(context, 'Ana');
  token = await beginSession(context, context.db, ana);
});

async function ask(method: string, path: string) {
  const response = await app.request(path, { method, headers: { authorization: `Bearer ${token}` } });
  return { status: response.status, body: await response.json() };
}
const ringMe = () => ask('POST', '/api/agent/ring-me');
const asTwilio = (path: string, over: Record<string, string> = {}) =>
  postSigned(app, context, path, {
    CallSid: callSid('test'),
    From: LINE,
    To: `client:${ana}`,
    CallStatus: 'in-progress',
    Direction: 'outbound-api',
    ...over,
  });

describe('a test call to one’s own softphone', () => {
  beforeEach(() => seedConnection(context, ana));

  it('[req 70] rings, says what to do, and plays back what was heard', async () => {
    await seedOutgoingNumber(context, ana);
    expect(await ringMe()).toEqual({ status: 200, body: {} });
    const [call] = asked;
    expect(call).toMatchObject({ method: 'POST', path: '/Calls.json' });
    expect(Object.fromEntries(new URLSearchParams(call?.body))).toMatchObject({
      To: `client:${ana}`,
      From: LINE,
      Url: 'https://phone.example/twilio/voice/ring-me',
    });
    const first = await asTwilio('/twilio/voice/ring-me');
    expect(first.body).toMatch(
      /<Say language="es-ES".*después de la señal.*<Record .*<Say.*No se le ha oído.*<Hangup\/>/,
    );
    const second = await asTwilio('/twilio/voice/ring-me-heard', { RecordingSid: RECORDING, RecordingDuration: '3' });
    const url = /<Play>https:\/\/phone\.example([^<]+)<\/Play>/.exec(second.body)?.[1] ?? '';
    expect(second.body).not.toContain(RECORDING);
    const voice = await app.request(url);
    expect([voice.status, Buffer.from(await voice.arrayBuffer())]).toEqual([200, WAV]);
    expect(await context.db.selectFrom('calls').select('id').execute()).toEqual([]);
  });

  it('[req 70] waits for a recording that is not there yet, and plays none after five minutes', async () => {
    notYet = 2;
    const { body } = await asTwilio('/twilio/voice/ring-me-heard', { RecordingSid: RECORDING });
    const url = /<Play>https:\/\/phone\.example([^<]+)<\/Play>/.exec(body)?.[1] ?? '';
    const playing = app.request(url);
    const voice = await eventually('her voice is played', async () => {
      await context.clock.turn(500);
      return Promise.race([playing, undefined]);
    });
    expect(voice?.status).toBe(200);
    await context.clock.turn(5 * 60_000);
    for (const stale of [url, '/twilio/ring-me-voice/made-up']) expect((await app.request(stale)).status).toBe(404);
  });

  it('says it when nothing was heard', async () => {
    const { body } = await asTwilio('/twilio/voice/ring-me-heard');
    expect(body).toMatch(/No se le ha oído/);
    expect(body).not.toContain('<Play>');
  });

  it('leaves nothing behind of her voice', async () => {
    await asTwilio('/twilio/status/ring-me', { CallStatus: 'completed' });
    await eventually('the recording is deleted', () =>
      asked.some(({ method, path }) => method === 'DELETE' && path === `/Recordings/${RECORDING}.json`),
    );
  });

  it('is not made by whoever merely says that it is Twilio', async () => {
    const forged = await postSigned(app, context, '/twilio/voice/ring-me', { CallSid: callSid('x') }, { token: 'x' });
    expect(forged.status).toBe(403);
  });

  it('needs a softphone that can be rung', async () => {
    await context.db.updateTable('endpoints').set({ registered: false }).execute();
    expect(await ringMe()).toMatchObject({ status: 409, body: { code: 'softphone-away' } });
    await context.db.deleteFrom('endpoints').execute();
    expect((await ringMe()).body).toMatchObject({ code: 'softphone-away' });
    expect(asked).toEqual([]);
  });

  it('is made three times in a minute at most', async () => {
    for (let i = 0; i < 3; i++) expect((await ringMe()).status).toBe(200);
    expect(await ringMe()).toMatchObject({ status: 429, body: { code: 'too-many-calls' } });
    await context.clock.turn(60_000);
    await context.db.updateTable('endpoints').set({ alive_at: context.clock.now() }).execute();
    expect((await ringMe()).status).toBe(200);
  });
});

it('[req 70] a test call needs a connected account', async () => {
  expect((await ringMe()).body).toMatchObject({ code: 'twilio-not-connected' });
});

it('[req 70] an agent asks for her own diagnosis', async () => {
  const { body } = await ask('GET', '/api/agent/diagnosis');
  expect(body.agentId).toBe(ana);
  expect(body.findings).toContainEqual({ code: 'softphone', result: 'ok' });
});
