import { request as httpRequest } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { receiveCall } from '#server/calls/incoming.ts';
import { openLog } from '#server/log.ts';
import { agentApi } from '#shared/api/agent-api.ts';
import { agent, signIn } from '#test/support/agent.ts';
import { eventually } from '#test/support/eventually.ts';
import { startServer, type TestServer } from '#test/support/server.ts';
import { CUSTOMER, callSid, LINE, seedAgent, seedLine } from '#test/support/telephony.ts';

let server: TestServer | undefined;
afterEach(() => server?.stop());

it('finishes the request that is under way when it stops, and takes no new one', async () => {
  server = await startServer();
  const { token } = await signIn(server, 'ken');
  const { port } = new URL(server.origin);
  const body = JSON.stringify({ presence: 'away' });
  const headers = {
    Authorization: `Bearer ${token}`,
    'Sidetone-Contract': '1.4',
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

it('answers whoever offers to go on in another protocol, as curl and Java do', async () => {
  server = await startServer();
  const { port } = new URL(server.origin);
  const headers = {
    Connection: 'Upgrade, HTTP2-Settings',
    Upgrade: 'h2c',
    'HTTP2-Settings': 'AAMAAABkAAQCAAAAAAIAAAAA',
  };
  const status = await new Promise<number | undefined>((resolve, reject) => {
    httpRequest({ port, path: '/healthz', headers, signal: AbortSignal.timeout(5_000) })
      .on('response', (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end();
  });
  expect(status).toBe(200);
});

it('cuts a request that never ends, after its time limit', async () => {
  server = await startServer({ limits: { drainMs: 200 } });
  const { token } = await signIn(server, 'ken');
  const { port } = new URL(server.origin);
  const headers = {
    Authorization: `Bearer ${token}`,
    'Sidetone-Contract': '1.4',
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

/** Makes a question to the CRM take until it is let go; then whoever asked still has something to do in the database. */
function slowed({ context: { db } }: TestServer) {
  const gate = Promise.withResolvers<void>();
  const seen = { asked: false, done: false };
  const question = async () => {
    seen.asked = true;
    await gate.promise;
    await db.transaction().execute((tx) => tx.selectFrom('team').selectAll().execute());
    seen.done = true;
  };
  return { seen, question, answer: gate.resolve };
}

const refusesRequests = ({ origin }: TestServer) =>
  eventually('a new request is refused', () =>
    fetch(`${origin}/healthz`).then(
      () => false,
      () => true,
    ),
  );

it('finds out who is calling before its storage closes, when it stops while a call rings', async () => {
  server = await startServer();
  const { seen, question, answer } = slowed(server);
  const { context } = server;
  context.crm.screenPop = question;
  await seedLine(context, [await seedAgent(context, 'Marta')]);
  const call = { leg: callSid('rings'), line: LINE, from: CUSTOMER };
  expect(await receiveCall(context, call)).toMatchObject({ do: 'ring' });
  await eventually('the CRM is asked', () => seen.asked);
  const stopping = server.stop();
  await refusesRequests(server);
  answer();
  await stopping;
  expect(seen.done).toBe(true);
});

it('ends a request before its storage closes, even when whoever asked has hung up', async () => {
  server = await startServer();
  const { token } = await signIn(server, 'ken');
  const { seen, question, answer } = slowed(server);
  server.context.crm.findByPhone = async () => {
    await question();
    return { ok: true, value: [] };
  };
  const hangUp = new AbortController();
  const asking = fetch(`${server.origin}${agentApi.lookUp.path}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Sidetone-Contract': '1.4', 'Content-Type': 'application/json' },
    body: JSON.stringify({ number: CUSTOMER }),
    signal: hangUp.signal,
  });
  await eventually('the CRM is asked', () => seen.asked);
  hangUp.abort();
  await expect(asking).rejects.toThrow();
  const stopping = server.stop();
  await refusesRequests(server);
  answer();
  await stopping;
  expect(seen.done).toBe(true);
});

it('stops all the same when the CRM never answers, and says that work was given up', async () => {
  const lines: string[] = [];
  server = await startServer({ limits: { drainMs: 100 }, log: openLog((line) => lines.push(line)) });
  const { context } = server;
  const { seen, question } = slowed(server);
  context.crm.screenPop = question;
  await seedLine(context, [await seedAgent(context, 'Marta')]);
  await receiveCall(context, { leg: callSid('rings'), line: LINE, from: CUSTOMER });
  await eventually('the CRM is asked', () => seen.asked);
  await server.stop();
  expect(lines.join('\n')).toContain('background work was given up');
  expect(lines.at(-1)).toContain('server stopped');
});
