import { expect, it } from 'vitest';
import { between, costIn } from './document-meter.ts';

const metrics = new Map([
  ['JSHeapUsedSize', 5_000_000],
  ['ProcessTime', 1.5],
  ['TaskDuration', 0.25],
]);

it('tells seconds in ms', () => {
  expect(costIn(metrics)).toEqual({ heapBytes: 5_000_000, processMs: 1_500, taskMs: 250 });
});

it('refuses a browser that does not tell all of it', () => {
  expect(() => costIn(new Map([['JSHeapUsedSize', 1]]))).toThrow('does not tell ProcessTime');
});

it('tells the time that has gone by, and what is on the heap in the end', () => {
  const after = { heapBytes: 6, processMs: 130, taskMs: 30 };
  expect(between({ heapBytes: 9, processMs: 100, taskMs: 10 }, after)).toEqual({
    heapBytes: 6,
    processMs: 30,
    taskMs: 20,
  });
});
