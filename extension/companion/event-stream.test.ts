import { afterEach, beforeEach, expect, it } from 'vitest';
import { TurnableClock } from '#test/support/clock.ts';
import { FakeSocket, fakeSocket, hello, lastSocket as last } from './event-server.fixture.ts';
import { EventStream } from './event-stream.ts';

let clock: TurnableClock;
let over: AbortController;
let network: EventTarget;
let heard: unknown[];
let lost: string[];
let stream: EventStream;

beforeEach(() => {
  FakeSocket.all = [];
  clock = new TurnableClock();
  over = new AbortController();
  network = new EventTarget();
  heard = [];
  lost = [];
  stream = new EventStream(
    {
      ...{ origin: 'https://phone.example.com', token: 'secret', clock, random: () => 1, network },
      openSocket: fakeSocket,
      device: () => ({ registered: true, onCall: false, wrappingUp: false }),
      heard: (event) => heard.push(event.type),
      lost: (problem) => lost.push(problem.code),
    },
    over.signal,
  );
});
afterEach(() => over.abort());

it('offers its contract and its token as sub-protocols, never in the address', () => {
  expect(last().url).toBe('wss://phone.example.com/api/agent/events');
  expect(last().protocols).toEqual([expect.stringMatching(/^sidetone\.\d+\.\d+$/), 'bearer.secret']);
});

it('answers heartbeats with the state of the line, by itself', () => {
  last().says(hello);
  last().says({ type: 'heartbeat', n: 7 });
  expect(last().sent).toEqual([{ type: 'alive', n: 7, registered: true, onCall: false, wrappingUp: false }]);
  expect(heard).toEqual(['hello']);
});

it('ignores what it does not know, what is no JSON and what breaks the contract', () => {
  last().says(hello);
  for (const frame of [{ type: 'coffee' }, 'no json', { type: 'calls', calls: [{ id: 'x' }] }, '[]', 'null'])
    last().says(frame);
  expect(heard).toEqual(['hello']);
  expect(lost).toEqual([]);
});

it('comes back by itself, waiting longer each time, at most 20 s', async () => {
  for (const ms of [500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]) {
    const before = FakeSocket.all.length;
    last().drops(1006);
    await clock.turn(ms - 1);
    expect(FakeSocket.all.length).toBe(before);
    await clock.turn(1);
    expect(FakeSocket.all.length).toBe(before + 1);
  }
  expect(new Set(lost)).toEqual(new Set(['server-away']));
  last().says(hello);
  last().drops(1006);
  await clock.turn(500);
  expect(FakeSocket.all.length).toBe(10);
});

it('says nothing of a server that restarts and is back at once', async () => {
  last().says(hello);
  last().drops(1001);
  await clock.turn(500);
  last().says(hello);
  expect(lost).toEqual([]);
});

it('comes back at once when the network is back', () => {
  last().drops(1006);
  network.dispatchEvent(new Event('online'));
  expect(FakeSocket.all.length).toBe(2);
});

it.each([4401, 4409])('does not come back with the network when a person has to bring it back (%d)', (code) => {
  last().drops(code);
  network.dispatchEvent(new Event('online'));
  stream.refresh();
  expect(FakeSocket.all.length).toBe(1);
  stream.retry();
  expect(FakeSocket.all.length).toBe(2);
});

it('connects anew when it may only look connected', () => {
  last().says(hello);
  const before = last();
  stream.refresh();
  expect([before.readyState, FakeSocket.all.length]).toEqual([3, 2]);
  before.drops(1006);
  expect(lost).toEqual([]);
});

it('gives a socket up that says nothing, before its first word and after', async () => {
  await clock.turn(10_000);
  expect(lost).toEqual(['server-away']);
  await clock.turn(500);
  last().says(hello);
  await clock.turn(14_000);
  last().says({ type: 'heartbeat', n: 1 });
  await clock.turn(14_000);
  expect(lost).toHaveLength(1);
  await clock.turn(1_000);
  expect(lost).toHaveLength(2);
});

it.each([
  [4401, 'signed-out'],
  [4409, 'replaced-elsewhere'],
])('stays away after close code %i until it is asked to come back', async (code, problem) => {
  last().says(hello);
  last().drops(code);
  await clock.turn(3_600_000);
  expect(FakeSocket.all.length).toBe(1);
  expect(lost).toEqual([problem]);
  stream.retry();
  expect(FakeSocket.all.length).toBe(2);
});

it.each([
  [4403, 'not-allowed'],
  [4426, 'update-extension'],
  [4427, 'update-server'],
])('looks again every minute after close code %i', async (code, problem) => {
  last().drops(code);
  expect(lost).toEqual([problem]);
  await clock.turn(59_999);
  expect(FakeSocket.all.length).toBe(1);
  await clock.turn(1);
  expect(FakeSocket.all.length).toBe(2);
});

it('is silent for ever once it is not wanted any more', async () => {
  last().says(hello);
  const socket = last();
  over.abort();
  socket.says({ type: 'recent-calls' });
  socket.drops(1006);
  stream.retry();
  network.dispatchEvent(new Event('online'));
  await clock.turn(100_000);
  expect(FakeSocket.all.length).toBe(1);
  expect(heard).toEqual(['hello']);
  expect(lost).toEqual([]);
});
