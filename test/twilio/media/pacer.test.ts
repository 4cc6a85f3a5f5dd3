import { expect, it } from 'vitest';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { RealTimePacer } from './pacer.ts';

it('keeps 50 beats a second, one number each', async () => {
  const pacer = new RealTimePacer();
  const ticks: number[] = [];
  const stop = new AbortController();
  const begin = performance.now();
  pacer.subscribe((tick) => ticks.push(tick), stop.signal);
  await eventually('a second of beats', () => ticks.length >= 50);
  // At least: a loaded machine may be late, but the pacer is never early.
  expect(performance.now() - begin).toBeGreaterThan(960);
  expect(new Set(ticks).size).toBe(ticks.length);
  stop.abort();
  await nothingHappens('beats after the end', () => ticks.length, 100);
});

it('makes up for a stalled process, but not with a burst of old sound', async () => {
  const pacer = new RealTimePacer();
  const ticks: number[] = [];
  const stop = new AbortController();
  pacer.subscribe((tick) => ticks.push(tick), stop.signal);
  await eventually('it beats', () => ticks.length > 0);
  const before = ticks.length;
  const until = performance.now() + 1000;
  while (performance.now() < until);
  const stalledAt = ticks.at(-1) ?? 0;
  await eventually('it beats again', () => ticks.length > before);
  const next = ticks[before] ?? 0;
  expect(next - stalledAt).toBeGreaterThan(30);
  expect(ticks.filter((tick) => tick < next + 10)).toHaveLength(before + 10);
  stop.abort();
});

it('serves several, and the one whose turn has ended no more', async () => {
  const pacer = new RealTimePacer();
  const ana: number[] = [];
  const ben: number[] = [];
  const anaStops = new AbortController();
  const benStops = new AbortController();
  pacer.subscribe((tick) => {
    ana.push(tick);
    if (ana.length === 3) anaStops.abort();
  }, anaStops.signal);
  pacer.subscribe((tick) => ben.push(tick), benStops.signal);
  await eventually('ben has five', () => ben.length >= 5);
  expect(ana).toEqual(ben.slice(0, 3));
  benStops.abort();
});
