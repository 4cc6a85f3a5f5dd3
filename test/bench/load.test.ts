import { createServer, type Server } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { load } from './load.ts';
import { signedWebhook } from './signed-webhook.ts';

let server: Server;
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

async function serving(answer: Parameters<typeof createServer>[1]): Promise<number> {
  server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no port');
  return address.port;
}

const requests = (count: number) => Array.from({ length: count }, (_, serial) => signedWebhook(serial));

it('sends each request once, over as many connections as wanted, and times each', async () => {
  const bodies: string[] = [];
  const sockets = new Set<unknown>();
  const port = await serving(async (request, response) => {
    sockets.add(request.socket);
    let body = '';
    for await (const chunk of request) body += chunk;
    bodies.push(new URLSearchParams(body).get('CallSid') ?? '');
    response.end('<Response/>');
  });
  const { tookMs, perSecond, bodies: answers } = await load(port, requests(40), 4);
  expect(new Set(bodies).size).toBe(40);
  expect(sockets.size).toBe(4);
  expect(tookMs).toHaveLength(40);
  expect(perSecond).toBeGreaterThan(0);
  expect(answers).toEqual(Array(40).fill('<Response/>'));
});

it('reads answers in chunks, too', async () => {
  const port = await serving((_request, response) => {
    response.write('<Resp');
    response.end('onse/>');
  });
  expect((await load(port, requests(3), 1)).bodies[2]).toContain('onse/>');
});

it('takes an answer without a body', async () => {
  const port = await serving((_request, response) => response.writeHead(204).end());
  expect((await load(port, requests(3), 1)).bodies).toEqual(['', '', '']);
});

it('fails on an answer that is none', async () => {
  const port = await serving((_request, response) => response.writeHead(403).end('wrong signature'));
  await expect(load(port, requests(2), 1)).rejects.toThrow('wrong signature');
});

it('fails when the server goes away', async () => {
  const port = await serving((request) => request.socket.destroy());
  await expect(load(port, requests(1), 1)).rejects.toThrow('closed the connection');
});
