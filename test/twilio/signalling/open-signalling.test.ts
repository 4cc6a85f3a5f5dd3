import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { eventually } from '#test/support/eventually.ts';
import { SignallingBench } from './signalling-bench.fixture.ts';

let bench: SignallingBench;

beforeEach(async () => {
  bench = await SignallingBench.open();
});

afterEach(() => bench.close());

it('sends heartbeats in time, and takes who does not answer them for dead', async () => {
  await bench.close();
  bench = await SignallingBench.open(50);
  const alive = await bench.device();
  const dead = await bench.device();
  dead.alive = false;
  await eventually('cut', () => dead.closedWith === 1006);
  await eventually('more heartbeats', () => alive.heartbeats > 10);
  expect(alive.closedWith).toBeUndefined();
  expect(bench.signalling.registered()).toHaveLength(1);
});

it('cuts one identity’s sockets as a network does', async () => {
  const ana = await bench.device();
  const ben = await bench.device({ identity: 'ben' });
  bench.signalling.cutAll('ana');
  await eventually('cut', () => ana.closedWith === 1006);
  expect(ben.closedWith).toBeUndefined();
});

it('leaves other paths to others, and refuses them when there are none', async () => {
  const refused = new WebSocket(`ws://127.0.0.1:${bench.port}/elsewhere`);
  await new Promise((resolve) => refused.once('error', resolve));
  let seen = '';
  bench.server.on('upgrade', (request, socket) => {
    seen = request.url ?? '';
    socket.destroy();
  });
  const other = new WebSocket(`ws://127.0.0.1:${bench.port}/elsewhere`);
  await new Promise((resolve) => other.once('error', resolve));
  expect(seen).toBe('/elsewhere');
});

it('ends every call when it closes', async () => {
  const client = await bench.device();
  const { callSid } = await bench.talking(client);
  const { callSid: ringing } = await bench.rings(client);
  await bench.signalling.close();
  expect(await client.next('hangup')).toEqual({ callsid: callSid });
  expect(await client.next('cancel')).toEqual({ callsid: ringing });
  await eventually('closed', () => client.closedWith !== undefined);
});
