import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openLog } from '#server/log.ts';
import { adminApi } from '#shared/api/admin-api.ts';
import { agentApi } from '#shared/api/agent-api.ts';
import { controlApi } from '#shared/api/control-api.ts';
import { CONTRACT_HEADER, contractText } from '#shared/api/version.ts';
import { EXTENSION_ID } from '#shared/extension-id.ts';
import { signIn } from '#test/support/agent.ts';
import { startServer, type TestServer } from '#test/support/server.ts';

/** What holds of every answer, whatever was asked. */

const ROUTES = Object.values({ ...agentApi, ...adminApi, ...controlApi });
const GETS = ROUTES.filter(({ method }) => method === 'GET').map(({ path }) => path);
const ORIGIN = `chrome-extension://${EXTENSION_ID}`;

let server: TestServer;
let token: string;
const logged: string[] = [];
beforeAll(async () => {
  server = await startServer({ log: openLog((line) => logged.push(line)) });
  ({ token } = await signIn(server, 'ana'));
});
afterAll(() => server?.stop());

const ask = (path: string, headers: Record<string, string> = { authorization: `Bearer ${token}` }) =>
  fetch(server.origin + path.replace(/:\w+/g, 'x'), {
    headers: { origin: ORIGIN, [CONTRACT_HEADER]: contractText(), ...headers },
    redirect: 'manual',
  });

it('sets no cookie, and takes none for a session', async () => {
  for (const path of [...GETS, '/join', '/sign-in', '/nowhere', '/healthz'])
    expect((await ask(path)).headers.get('set-cookie'), path).toBeNull();
  for (const cookie of [`session=${token}`, `token=${token}`, `authorization=Bearer ${token}`])
    expect((await ask(agentApi.me.path, { cookie })).status).toBe(401);
});

it('takes a session from no address', async () => {
  for (const name of ['token', 'access_token', 'session', 'authorization', 'bearer'])
    expect((await ask(`${agentApi.me.path}?${name}=${token}`, {})).status).toBe(401);
});

it('does by GET nothing that changes anything', async () => {
  for (const { method, path } of ROUTES)
    if (method !== 'GET' && !GETS.includes(path)) expect((await ask(path)).status, path).toBe(404);
});

it('lets nobody keep what it answers of the team', async () => {
  for (const path of GETS) expect((await ask(path)).headers.get('cache-control'), path).toContain('no-store');
});

it('lets no other page embed or frame what it serves', async () => {
  for (const path of [...GETS, '/join', '/nowhere']) {
    const { headers } = await ask(path);
    expect(headers.get('cross-origin-resource-policy'), path).toBe('same-origin');
    expect(headers.get('x-frame-options'), path).toBe('DENY');
  }
});

it('gives each sign-in a token of its own that nobody could guess', async () => {
  const tokens = new Set<string>();
  for (let n = 0; n < 5; n += 1) tokens.add((await signIn(server, 'ken')).token);
  expect(tokens.size).toBe(5);
  // 256 bits in base64url.
  for (const one of tokens) expect(one).toMatch(/^[\w-]{43,}$/);
});

it('writes one line of a log for one event, whatever is in it', () => {
  const lines: string[] = [];
  const log = openLog((line) => lines.push(line));
  for (const text of ['a\nb', 'a\r\n{"level":"info","event":"signed in"}', '\u2028x\u0000\u001b[2J'])
    log.warn('odd', { text, error: new Error(text) });
  expect(lines).toHaveLength(3);
  for (const line of lines) {
    expect(line).not.toMatch(/\p{Cc}/u);
    expect(JSON.parse(line)).toMatchObject({ level: 'warn', event: 'odd' });
  }
});

it('writes down whom it has refused, and nothing of what they sent', async () => {
  const from = logged.length;
  const guess = 'a-guess-of-somebody';
  const body = new URLSearchParams({ CallSid: guess, From: guess });
  expect((await fetch(`${server.origin}/twilio/voice/incoming`, { method: 'POST', body })).status).toBe(403);
  expect((await ask(agentApi.me.path, { authorization: `Bearer ${guess}` })).status).toBe(401);
  expect((await ask(adminApi.people.path, { authorization: `Bearer ${await agentsToken()}` })).status).toBe(403);
  const told = logged.slice(from).map((line): unknown => JSON.parse(line));
  expect(told).toContainEqual(expect.objectContaining({ level: 'warn', event: 'webhook refused' }));
  for (const status of [401, 403]) expect(told).toContainEqual(expect.objectContaining({ event: 'request', status }));
  expect(logged.slice(from).join()).not.toContain(guess);
});

const agentsToken = async (): Promise<string> => (await signIn(server, 'ken')).token;

it('gives out no file name that came from outside', async () => {
  const named: string[] = [];
  for await (const file of glob('server/**/*.routes.ts'))
    for (const line of readFileSync(file, 'utf8').split('\n'))
      if (/content-disposition/i.test(line)) named.push(line.trim());
  expect(new Set(named)).toEqual(new Set(["asked.header('Content-Disposition', 'inline');"]));
});
