import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { SignallingBench } from './signalling-bench.fixture.ts';

let bench: SignallingBench;

beforeEach(async () => {
  bench = await SignallingBench.open();
});

afterEach(() => bench.close());

describe('registrations', () => {
  it('are all reached, newest first, ten at most', async () => {
    const [oldest] = [await bench.device()];
    for (let i = 0; i < 10; i++) await bench.device();
    await bench.device({ identity: 'ben' });
    expect(bench.signalling.registered().filter(({ identity }) => identity === 'ana')).toHaveLength(11);
    const parties = bench.signalling.reach('ana');
    expect(parties).toHaveLength(10);
    expect(parties[0]).toMatchObject({ kind: 'sdk', address: 'client:ana' });
    parties[9]?.ring({ callSid: bench.newSid(), from: '+1', to: 'client:ana', parameters: {} });
    await nothingHappens('at the oldest', () => oldest.received, 200);
  });

  it('end with the socket, and when asked to', async () => {
    const first = await bench.device();
    const second = await bench.device();
    first.send('register', { media: { audio: false } });
    await first.next('offline');
    expect(bench.signalling.reach('ana')).toHaveLength(1);
    second.cut();
    await eventually('gone', () => bench.signalling.reach('ana').length === 0);
  });

  it('are not renewed in rank by registering again every 30 s', async () => {
    const first = await bench.device();
    await bench.clock.turn(1000);
    await bench.device();
    await bench.clock.turn(1000);
    first.send('register', { media: { audio: true } });
    await first.next('ready');
    const [newest] = bench.signalling.registered();
    expect(newest?.since).toBe('2026-03-02T09:00:01.000Z');
  });
});
