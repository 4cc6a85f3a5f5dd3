import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openLog } from '#server/log.ts';
import { agentApi } from '#shared/api/agent-api.ts';
import { EXTENSION_ID } from '#shared/extension-id.ts';
import { signIn } from '#test/support/agent.ts';
import { startServer, type TestServer } from '#test/support/server.ts';

const origin = `chrome-extension://${EXTENSION_ID}`;
const lines: string[] = [];
let server: TestServer;
let token: string;

beforeAll(async () => {
  server = await startServer({ log: openLog((line) => lines.push(line)) });
  ({ token } = await signIn(server, 'ken'));
});
afterAll(() => server.stop());

const fetchApi = (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
  fetch(`${server.origin}${path}`, {
    ...init,
    headers: { Origin: origin, 'Sidetone-Contract': '1.4', Authorization: `Bearer ${token}`, ...init.headers },
  });
const putPresence = (body: BodyInit, type = 'application/json') =>
  fetchApi(agentApi.setPresence.path, { method: 'PUT', body, headers: { 'Content-Type': type } });

it.each([
  ['no JSON', '{presence', 'application/json', 400, 'bad-request'],
  ['a wrong value', '{"presence":"asleep"}', 'application/json', 400, 'bad-request'],
  ['nothing', '', 'application/json', 400, 'bad-request'],
  ['a form', 'presence=away', 'application/x-www-form-urlencoded', 400, 'bad-request'],
  ['bytes that are no UTF-8', new Uint8Array([0x22, 0xff, 0x22]), 'application/json', 400, 'bad-request'],
  ['more than 64 KB', JSON.stringify({ presence: 'x'.repeat(70_000) }), 'application/json', 413, 'too-large'],
])('refuses %s as a body, with a reason', async (_, body, type, status, code) => {
  const response = await putPresence(body, type);
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ code, retry: false });
});

it('names the field at fault', async () => {
  expect(await (await putPresence('{"presence":"asleep"}')).json()).toMatchObject({ field: 'presence' });
});

it('stops reading a body that says it is small and never ends', async () => {
  const { port } = new URL(server.origin);
  const answered = await new Promise<number>((resolve, reject) => {
    const headers = {
      Origin: origin,
      'Sidetone-Contract': '1.4',
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json',
    };
    const sending = httpRequest({ port, method: 'PUT', path: agentApi.setPresence.path, headers }, (response) => {
      resolve(response.statusCode ?? 0);
      sending.destroy();
    });
    sending.on('error', reject);
    for (let chunk = 0; chunk < 9; chunk += 1) sending.write('x'.repeat(10_000));
  });
  expect(answered).toBe(413);
});

it('lets pages of our extension read answers, and no other page', async () => {
  const ask = {
    method: 'OPTIONS',
    headers: { 'Access-Control-Request-Method': 'PUT', 'Access-Control-Request-Headers': 'authorization' },
  };
  const ours = await fetchApi('/api/agent/me', ask);
  expect(ours.headers.get('Access-Control-Allow-Origin')).toBe(origin);
  expect(ours.headers.get('Access-Control-Allow-Headers')?.toLowerCase()).toContain('sidetone-contract');
  const foreign = await fetchApi('/api/agent/me', {
    ...ask,
    headers: { ...ask.headers, Origin: 'https://evil.example' },
  });
  expect(foreign.headers.get('Access-Control-Allow-Origin')).toBeNull();
});

it.each(['https://evil.example', 'chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba', 'null'])(
  'does nothing for a page of %s, even with a good token',
  async (foreign) => {
    const response = await fetchApi('/api/agent/me', { headers: { Origin: foreign } });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: 'not-allowed' });
  },
);

it('answers an unknown address with a Problem', async () => {
  const response = await fetch(`${server.origin}/wp-login.php`);
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ code: 'not-found' });
});

it('protects every answer by its headers', async () => {
  for (const path of ['/join', '/nope', '/healthz', '/.well-known/sidetone']) {
    const { headers } = await fetch(`${server.origin}${path}`);
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    expect(headers.get('Content-Security-Policy')).not.toContain('unsafe');
  }
});

it('answers a mistake of its own with the request’s id, and writes the reason to the log alone', async () => {
  const { crm } = server.context;
  const { pageOrigin } = crm;
  Object.defineProperty(crm, 'pageOrigin', {
    configurable: true,
    get() {
      throw new Error('secret inner reason');
    },
  });
  const response = await fetchApi('/api/agent/me');
  Object.defineProperty(crm, 'pageOrigin', { configurable: true, value: pageOrigin });
  expect(response.status).toBe(500);
  const body = await response.text();
  expect(body).not.toContain('secret inner reason');
  const id = response.headers.get('X-Request-Id') ?? '';
  expect(JSON.parse(body)).toMatchObject({ code: 'internal', params: { request: id } });
  expect(lines.some((line) => line.includes(id) && line.includes('secret inner reason'))).toBe(true);
});

it('logs the pattern of a path, never its values, and no token', async () => {
  await fetch(`${server.origin}/set-up/a-secret-token?x=%2B34612345678`);
  const logged = lines.map((line) => JSON.parse(line)).filter((line) => line.event === 'request');
  expect(logged.at(-1)).toMatchObject({ method: 'GET', path: '/set-up/:token', status: 410 });
  expect(lines.join('\n')).not.toContain('a-secret-token');
  expect(lines.join('\n')).not.toContain(token);
  expect(lines.join('\n')).not.toContain('612345678');
});

it('shows the invitation with the server’s address and a button for the extension', async () => {
  const page = await (await fetch(`${server.origin}/join`, { headers: { 'Accept-Language': 'es' } })).text();
  expect(page).toContain('lang="es"');
  expect(page).toContain(`href="chrome-extension://${EXTENSION_ID}/join.html#server=${server.origin}"`);
});

it('is ready while its database answers', async () => {
  expect((await fetch(`${server.origin}/healthz`)).status).toBe(200);
  expect((await fetch(`${server.origin}/readyz`)).status).toBe(200);
});
