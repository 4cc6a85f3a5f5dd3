import { request as httpRequest } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { agentApi } from '#shared/api/agent-api.ts';
import { agent, signIn } from '#test/support/agent.ts';
import { eventually } from '#test/support/eventually.ts';
import { startServer, type TestServer } from '#test/support/server.ts';

let server: TestServer | undefined;
afterEach(() => server?.stop());

it('finishes the request that is under way when it stops, and takes no new one', async () => {
  server = await startServer();
  const { token } = await signIn(server, 'ken');
  const { port } = new URL(server.origin);
  const body = JSON.stringify({ presence: 'away' });
  const headers = {
    Authorization: `Bearer ${token}`,
    'Sidetone-Contract': '1.1',
    'Content-Type': 'application/json',
    'Content-Length': body.length,
  };
  const sending = httpRequest({ port, method: 'PUT', path: agentApi.setPresence.path, headers });
  const answered = new Promise<number | undefined>((resolve, reject) => {
    sending.on('response', (response) => resolve(response.statusCode)).on('error', reject);
  });
  await new Promise<void>((resolve) => sending.write(body.slice(0, 5), () => resolve()));
  await eventually('the server has begun to read it', () =>
    fetch(`${server?.origin}/healthz`).then((reply) => reply.ok),
  );
  const stopping = server.stop();
  await eventually('a new request is refused', () =>
    fetch(`${server?.origin}/healthz`).then(
      () => false,
      () => true,
    ),
  );
  sending.end(body.slice(5));
  expect(await answered).toBe(200);
  await stopping;
});

it('cuts a request that never ends, after its time limit', async () => {
  server = await startServer({ limits: { drainMs: 200 } });
  const { token } = await signIn(server, 'ken');
  const { port } = new URL(server.origin);
  const headers = {
    Authorization: `Bearer ${token}`,
    'Sidetone-Contract': '1.1',
    'Content-Type': 'application/json',
    'Content-Length': 50,
  };
  const sending = httpRequest({ port, method: 'PUT', path: agentApi.setPresence.path, headers });
  const cut = new Promise<void>((resolve) => sending.on('error', () => resolve()));
  await new Promise<void>((resolve) => sending.write('{', () => resolve()));
  await server.stop();
  await cut;
});

it('sends every softphone away with "come again" when it stops, and can be told to stop twice', async () => {
  server = await startServer();
  const ken = await agent(server, 'ken');
  await Promise.all([server.stop(), server.stop()]);
  expect(ken.closed).toMatchObject({ code: 1001 });
});

it('says in words that its port is taken', async () => {
  server = await startServer();
  const port = Number(new URL(server.origin).port);
  await expect(startServer({ config: { port } })).rejects.toThrow(/port \d+ is taken.*PORT/i);
});
