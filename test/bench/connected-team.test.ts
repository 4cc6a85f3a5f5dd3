import { once } from 'node:events';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { hello, me } from '#extension/companion/event-server.fixture.ts';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { type Connected, connectAll } from './connected-team.ts';

/** A server that greets everybody; what more it says is the test's. */
let server: WebSocketServer;
let all: Connected;

beforeEach(async () => {
  server = new WebSocketServer({ port: 0, handleProtocols: ([first]) => first ?? false });
  server.on('connection', (socket) => socket.send(JSON.stringify(hello)));
  await once(server, 'listening');
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('the server has no port');
  const { id: agentId } = me.agent;
  all = await connectAll(
    address.port,
    ['a', 'b', 'c'].map((token) => ({ agentId, token })),
  );
});
afterEach(() => {
  all.disconnect();
  server.close();
});

const say = (some: number) => {
  for (const socket of [...server.clients].slice(0, some)) socket.send(JSON.stringify({ type: 'me', me }));
};

it('is there when everybody has been greeted, and knows how', () => {
  expect(server.clients.size).toBe(3);
  expect(all.greeting).toMatchObject({ type: 'hello', me: { agent: { name: 'Ana' } } });
});

it('waits until the last has heard, each time', async () => {
  let over = false;
  const heard = all
    .untilAllHear(async () => say(2))
    .then(({ news }) => {
      over = true;
      return news;
    });
  await nothingHappens('one has heard nothing yet', () => over, 100);
  say(3);
  expect(await heard).toMatchObject({ type: 'me' });
  expect((await all.untilAllHear(async () => say(3))).ms).toBeGreaterThan(0);
});

it('counts who has lost the server', async () => {
  expect(all.lost()).toBe(0);
  for (const socket of server.clients) socket.terminate();
  await eventually('all have noticed', () => all.lost() === 3);
});
