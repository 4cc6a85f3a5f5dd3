import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type DelayProxy, delayProxy } from './delay-proxy.ts';

let echo: Server;
let proxy: DelayProxy;
const open: Socket[] = [];

beforeEach(async () => {
  echo = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => socket.write(chunk));
    socket.on('end', () => socket.end('bye'));
  }).listen(0, '127.0.0.1');
  await once(echo, 'listening');
  const address = echo.address();
  if (!address || typeof address === 'string') throw new Error('no port');
  proxy = await delayProxy(address.port);
});
afterEach(async () => {
  for (const socket of open.splice(0)) socket.destroy();
  await proxy.close();
  await new Promise((resolve) => echo.close(resolve));
});

async function client(): Promise<Socket> {
  const socket = connect({ port: proxy.port, host: '127.0.0.1', allowHalfOpen: true });
  open.push(socket);
  await once(socket, 'connect');
  return socket;
}

/** What has come back once it is `length` long, and how long that took. */
async function roundTrip(socket: Socket, sent: string, length = sent.length): Promise<{ text: string; ms: number }> {
  const start = performance.now();
  let text = '';
  const all = new Promise<void>((resolve) => {
    socket.on('data', function read(chunk) {
      text += chunk;
      if (text.length < length) return;
      socket.off('data', read);
      resolve();
    });
  });
  socket.write(sent);
  await all;
  return { text, ms: performance.now() - start };
}

// At least so long: that it takes no longer is the machine's business.
it('takes a round trip for the handshake and one for each question', async () => {
  proxy.oneWayMs = 20;
  const socket = await client();
  expect((await roundTrip(socket, 'first')).ms).toBeGreaterThanOrEqual(79);
  expect((await roundTrip(socket, 'second')).ms).toBeGreaterThanOrEqual(39);
});

it('follows its setting on open connections', async () => {
  const socket = await client();
  await roundTrip(socket, 'near');
  proxy.oneWayMs = 30;
  expect((await roundTrip(socket, 'far')).ms).toBeGreaterThanOrEqual(59);
});

it('keeps every byte in order, also when the way grows shorter meanwhile', async () => {
  const socket = await client();
  proxy.oneWayMs = 20;
  const pieces = Array.from({ length: 200 }, (_, index) => `${index},`);
  const sent = pieces.join('');
  const all = roundTrip(socket, pieces[0] ?? '', sent.length);
  for (const piece of pieces.slice(1)) socket.write(piece);
  proxy.oneWayMs = 0;
  expect((await all).text).toBe(sent);
});

it('tells each side when the other has ended', async () => {
  const socket = await client();
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
  });
  socket.end('last words ');
  await once(socket, 'end');
  expect(text).toBe('last words bye');
});

it('closes although somebody is still connected', async () => {
  const socket = await client();
  await roundTrip(socket, 'x');
  const gone = once(socket, 'close');
  socket.on('error', () => undefined);
  socket.on('end', () => socket.end());
  await proxy.close();
  await gone;
  proxy = await delayProxy(1);
});

it('ends a client whose server is not there', async () => {
  await proxy.close();
  proxy = await delayProxy(1);
  const socket = await client();
  socket.on('error', () => undefined);
  socket.resume();
  await once(socket, 'end');
});
