import { expect, it } from 'vitest';
import { ALL_BENCHES, chooseBenches } from './all-benches.ts';

const namesOf = (names: string[]) => chooseBenches(names).map(({ name }) => name);

it('runs everything but what takes minutes', () => {
  expect(namesOf([])).toEqual([
    'sizes',
    'webhook',
    'ivr',
    'queue',
    'hold',
    'arrivals',
    'softphones',
    'detect',
    'latency-out',
    'latency-in',
    'offscreen',
    'write-back',
  ]);
});

it('runs what is named, in its own order', () => {
  expect(namesOf(['detect', 'sizes'])).toEqual(['sizes', 'detect']);
  expect(namesOf(['commands'])).toEqual(['commands']);
});

it('says which there are when one is not', () => {
  expect(() => namesOf(['detect', 'speed'])).toThrow('There is no bench speed. There are: sizes, webhook');
});

it('has a name of its own for each', () => {
  expect(new Set(ALL_BENCHES.map(({ name }) => name)).size).toBe(ALL_BENCHES.length);
});
