import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { EXTENSION_ID } from '#shared/extension-id.ts';
import { adminRequests, events, replies, requests, VERSION } from '#test/fixtures/contract-1.3/contract.ts';
import { REDIRECT_URI } from '#test/support/agent.ts';
import { eventually } from '#test/support/eventually.ts';
import { redirectOf, startServer, type TestServer } from '#test/support/server.ts';

const origin = `chrome-extension://${EXTENSION_ID}`;
const codeVerifier = 'an-extension-of-contract-1.3-made-this-verifier';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ limits: { heartbeatMs: 100, silentMs: 5_000 } });
});
afterAll(() => server.stop());

async function send(
  request: { method: string; path: string; body?: object },
  { token, version = VERSION, body }: { token?: string; version?: string; body?: object } = {},
): Promise<{ status: number; body: unknown }> {
  const content = body ?? request.body;
  const response = await fetch(`${server.origin}${request.path}`, {
    method: request.method,
    headers: {
      Origin: origin,
      'Sidetone-Contract': version,
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...(content ? { 'Content-Type': 'application/json' } : {}),
    },
    ...(content ? { body: JSON.stringify(content) } : {}),
  });
  return { status: response.status, body: await response.json() };
}

async function signIn(who = 'ken'): Promise<string> {
  const challenge = createHash('sha256').update(codeVerifier).digest('base64url');
  const query = new URLSearchParams({ redirect_uri: REDIRECT_URI, state: 'st', code_challenge: challenge });
  const atCrm = await redirectOf(`${server.origin}/sign-in?${query}`);
  const back = new URL(await redirectOf(await server.approve(atCrm, who)));
  const reply = await send(requests.signIn, { body: { code: back.searchParams.get('code'), codeVerifier } });
  return v.parse(replies.signIn, reply.body).token;
}

describe('an extension of the previous minor version', () => {
  it('finds the server, signs in, chooses its presence and signs out', async () => {
    v.parse(replies.wellKnown, (await send(requests.wellKnown)).body);
    const token = await signIn();
    v.parse(replies.me, (await send(requests.me, { token })).body);
    v.parse(replies.setPresence, (await send(requests.setPresence, { token })).body);
    v.parse(replies.recentCalls, (await send(requests.recentCalls, { token })).body);
    v.parse(replies.lookUp, (await send(requests.lookUp, { token })).body);
    v.parse(replies.wrapUps, (await send(requests.wrapUps, { token })).body);
    v.parse(replies.problem, (await send(requests.callTrace, { token })).body);
    v.parse(replies.diagnosis, (await send(requests.diagnosis, { token })).body);
    v.parse(replies.problem, (await send(requests.keepWrapUp, { token })).body);
    v.parse(replies.problem, (await send(requests.placeCall, { token })).body);
    expect((await send(requests.signOut, { token })).status).toBe(200);
    expect((await send(requests.me, { token })).status).toBe(401);
  });

  it('lists people and numbers for its administrators, and understands why one can’t be saved', async () => {
    const token = await signIn('ana');
    const { people } = v.parse(replies.people, (await send(adminRequests.people, { token })).body);
    expect((await send(adminRequests.incomingNumbers, { token })).body).toEqual({ numbers: [] });
    expect((await send(adminRequests.outgoingNumbers, { token })).body).toEqual({ numbers: [] });
    v.parse(replies.changes, (await send(adminRequests.changes, { token })).body);
    v.parse(replies.audioFiles, (await send(adminRequests.audioFiles, { token })).body);
    const number = '+34910601299';
    const [first] = people;
    if (first === undefined) throw new Error('nobody is here');
    const incoming = await send(adminRequests.saveIncomingNumber(number, [first.agent.id]), { token });
    expect(v.parse(replies.problem, incoming.body).code).toBe('twilio-not-connected');
    const outgoing = await send(adminRequests.saveOutgoingNumber(first.agent.id, number), { token });
    expect(v.parse(replies.problem, outgoing.body).code).toBe('twilio-not-connected');
  });

  it('changes how calls end, and leaves alone what it does not know of', async () => {
    const token = await signIn('ana');
    v.parse(replies.callSettings, (await send(adminRequests.callSettings, { token })).body);
    expect((await send(adminRequests.saveCallSettings, { token })).body).toMatchObject(
      adminRequests.saveCallSettings.body,
    );
  });

  it('holds its event socket and is kept alive by it', async () => {
    const socket = new WebSocket(
      `${server.origin.replace('http', 'ws')}${events.path}`,
      events.protocols(await signIn()),
      { origin },
    );
    const frames: unknown[] = [];
    socket.on('message', (data) => frames.push(JSON.parse(String(data))));
    const beat = await eventually('a heartbeat comes', () =>
      frames.map((frame) => v.safeParse(events.heartbeat, frame)).find((read) => read.success),
    );
    expect(v.safeParse(events.hello, frames[0]).success).toBe(true);
    expect(socket.protocol).toBe('sidetone.1.3');
    socket.send(events.alive(beat.output.n));
    await eventually('its device counts as registered', async () => {
      const rows = await server.context.db.selectFrom('endpoints').select('registered').execute();
      return rows.some((row) => row.registered);
    });
    socket.close();
  });
});

describe('versions that do not fit', () => {
  it.each([
    ['0.9', 426, 'update-extension'],
    ['1.2', 426, 'update-extension'],
    ['1.6', 426, 'update-server'],
    ['2.0', 426, 'update-server'],
    ['new', 400, 'bad-request'],
  ])('%s is told what to do', async (version, status, code) => {
    expect(await send(requests.me, { version })).toMatchObject({ status, body: { code } });
  });

  it.each(['1.3', '1.4', '1.5'])('%s is served', async (version) => {
    expect((await send(requests.me, { version })).status).toBe(401);
  });

  it('every version may ask who the server is', async () => {
    expect((await send(requests.wellKnown, { version: '9.9' })).status).toBe(200);
  });
});
