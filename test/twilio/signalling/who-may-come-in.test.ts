import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '#test/support/eventually.ts';
import { SignallingBench } from './signalling-bench.fixture.ts';

let bench: SignallingBench;

beforeEach(async () => {
  bench = await SignallingBench.open();
});

afterEach(() => bench.close());

describe('who may come in', () => {
  it('is told who it is, for how long, and where', async () => {
    const client = await bench.connect('voice-js.dublin.twilio.com');
    client.send('listen', { token: bench.token({ ttlSeconds: 600 }), reconnectTimeout: 0 });
    expect(await client.next('connected')).toMatchObject({
      edge: 'dublin',
      home: 'us1',
      token: { identity: 'ana', ttl: 600 },
    });
    const other = await bench.connect();
    other.send('listen', { token: bench.token(), reconnectTimeout: 0 });
    expect(await other.next('connected')).toMatchObject({ edge: 'ashburn' });
  });

  it.each([
    ['another secret', { secret: 'another' }, 31202],
    ['an expired token', { ttlSeconds: -1 }, 31205],
    ['too long a life', { ttlSeconds: 90_000 }, 31207],
  ])('is turned away with %s, and the socket is closed', async (_, over, code) => {
    const client = await bench.connect();
    client.send('listen', { token: bench.token(over), reconnectTimeout: 0 });
    expect(await client.next('error')).toMatchObject({ error: { code } });
    await client.next('close');
    await eventually('closed', () => client.closedWith === 1000);
    expect(bench.logged.join()).not.toContain('eyJ');
  });

  it('may do nothing before it has shown a token', async () => {
    const client = await bench.connect();
    client.send('register', { media: { audio: true } });
    expect(await client.next('error')).toMatchObject({ error: { code: 31204 } });
    client.send('invite', { callsid: 'TJ1', sdp: await client.peer.offer(), twilio: {} });
    expect(await client.next('hangup')).toMatchObject({ callsid: 'TJ1', error: { code: 31204 } });
    expect(bench.signalling.registered()).toEqual([]);
    expect(bench.calls).toEqual([]);
  });

  it('may not register without the incoming grant, nor call without the outgoing one', async () => {
    const client = await bench.device({ voice: { incoming: { allow: false } }, register: false });
    client.send('register', { media: { audio: true } });
    expect(await client.next('error')).toMatchObject({ error: { code: 31201 } });
    client.send('invite', { callsid: 'TJ1', sdp: await client.peer.offer(), twilio: {} });
    expect(await client.next('hangup')).toMatchObject({ callsid: 'TJ1', error: { code: 31201 } });
    expect(bench.calls).toEqual([]);
  });

  it('keeps its place when a new token is bad', async () => {
    const client = await bench.device();
    client.send('listen', { token: bench.token({ secret: 'another' }), reconnectTimeout: 0 });
    expect(await client.next('error')).toMatchObject({ error: { code: 31202 } });
    client.send('register', { media: { audio: true } });
    await client.next('ready');
    expect(client.closedWith).toBeUndefined();
  });

  it('is put out of reach when its token runs out, and keeps its call', async () => {
    const client = await bench.device({ ttlSeconds: 60 });
    const { told, party } = await bench.talking(client);
    await bench.clock.turn(60_000);
    expect(await client.next('error')).toMatchObject({ error: { code: 31205 } });
    await client.next('offline');
    expect(bench.signalling.reach('ana')).toEqual([]);
    client.send('register', { media: { audio: true } });
    expect(await client.next('error')).toMatchObject({ error: { code: 31205 } });
    client.send('invite', { callsid: 'TJ2', sdp: await client.peer.offer(), twilio: {} });
    expect(await client.next('hangup')).toMatchObject({ error: { code: 31205 } });
    expect(told).toEqual([]);
    party.end();
    await client.next('hangup');
  });

  it('lives by its newest token', async () => {
    const client = await bench.device({ ttlSeconds: 60 });
    client.send('listen', { token: bench.token({ ttlSeconds: 600 }), reconnectTimeout: 30 });
    await client.next('connected');
    await bench.clock.turn(120_000);
    expect(bench.signalling.reach('ana')).toHaveLength(1);
  });
});
