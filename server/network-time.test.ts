import { expect, it } from 'vitest';
import { type Clock, sleepOn } from '#shared/time.ts';
import { aheadOf, NetworkTime } from './network-time.ts';

const TWILIO = Date.parse('2026-11-23T10:00:00.400Z');

const atOnce: Clock['after'] = (_, task) => {
  task();
  return () => {};
};

/** A machine whose clock is `aheadMs` ahead of Twilio's, and what its NetworkTime said. */
function machine(aheadMs: number) {
  let passed = 0;
  const system = {
    now: () => new Date(TWILIO + passed + aheadMs),
    after: () => () => {},
    sleep: (ms: number) => sleepOn({ after: atOnce }, ms),
  };
  const said: number[] = [];
  const time = new NetworkTime(system, (ahead) => said.push(ahead));
  const ask = (tookMs: number, date?: string) =>
    time.during(
      async () => {
        const middle = new Date(TWILIO + passed + tookMs / 2);
        passed += tookMs;
        return date ?? middle.toUTCString();
      },
      (answer) => answer,
    );
  const wrongBy = () => Math.abs(time.now().getTime() - (TWILIO + passed));
  return { time, ask, said, wrongBy };
}

it.each([-7_200_000, -30_000, -4_000, 4_000, 30_000, 7_200_000])(
  'is put right by one answer when the machine is %i ms ahead',
  async (aheadMs) => {
    const { ask, said, time, wrongBy } = machine(aheadMs);
    await ask(80);
    expect(wrongBy()).toBeLessThan(1_000);
    expect(said).toEqual([time.aheadMs]);
    await ask(80);
    expect(said).toHaveLength(1);
  },
);

it.each([-900, 0, 900])('leaves a clock alone that is %i ms ahead', async (aheadMs) => {
  const { ask, said, time } = machine(aheadMs);
  await ask(80);
  await ask(9_000);
  expect(said).toEqual([]);
  expect(aheadOf(time)).toBe(0);
});

it('follows a machine whose clock is put right meanwhile', async () => {
  let ahead = 60_000;
  const system = { now: () => new Date(TWILIO + ahead), after: () => () => {}, sleep: async () => undefined };
  const time = new NetworkTime(system);
  const ask = () =>
    time.during(
      async () => new Date(TWILIO).toUTCString(),
      (answer) => answer,
    );
  await ask();
  ahead = 0;
  await ask();
  expect(Math.abs(time.now().getTime() - TWILIO)).toBeLessThan(2_001);
});

it('learns nothing from an answer that took long, more than that it took long', async () => {
  const { ask, said } = machine(4_000);
  await ask(12_000);
  expect(said).toEqual([]);
});

it.each(['', 'yesterday'])('learns nothing from “%s”', async (date) => {
  const { ask, said } = machine(60_000);
  await ask(80, date);
  expect(said).toEqual([]);
});
