import { expect, it } from 'vitest';
import { meetsGoal } from './bench.ts';
import { comparedFigures } from './compared-figures.ts';

const figures = (roundTripMs: number, ours: number[], bare: number[]) =>
  comparedFigures({ what: 'ringing', roundTripMs, ours, bare });

it('allows one round trip more than bare, at the median and at p95', () => {
  const [times, middle, worst] = figures(80, [300, 360, 310], [250, 250, 250]);
  expect(times).toMatchObject({ value: 1.24, unit: 'x', what: 'ringing, 80 ms away: times bare' });
  expect(middle).toMatchObject({ value: 60, goal: { most: 80 } });
  expect(worst).toMatchObject({ value: 110, goal: { most: 80 }, note: '360 ms, bare 250 ms' });
  expect([middle, worst].map((figure) => figure && meetsGoal(figure))).toEqual([true, false]);
});

it('has no goal on one machine, where there is no round trip to allow', () => {
  for (const figure of figures(0, [20], [10])) expect(meetsGoal(figure)).toBeUndefined();
});

it('tells no multiple of nothing', () => {
  const [middle] = figures(0, [20], [0]);
  expect(middle).toMatchObject({ value: 20, unit: 'ms', note: '20 ms, bare 0 ms' });
});
