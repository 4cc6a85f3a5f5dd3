import { describe, expect, it } from 'vitest';
import { median, p95, pairedDifferences, pairedRatio, percentile } from './figures.ts';

describe('median', () => {
  it('is the middle value, in whatever order they come', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([10, 9, 100])).toBe(10);
  });
  it('is the mean of the middle two of an even count', () => {
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });
  it('is the value itself when there is only one', () => {
    expect(median([7])).toBe(7);
  });
  it('leaves its argument as it is', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });
  it.each([[[]], [[1, Number.NaN]], [[Number.POSITIVE_INFINITY]]])('refuses %j', (values) => {
    expect(() => median(values)).toThrow();
  });
});

describe('percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  it('is the value that so many do not exceed', () => {
    expect(p95(hundred)).toBe(95);
    expect(percentile(hundred, 0.5)).toBe(50);
    expect(percentile(hundred, 1)).toBe(100);
    expect(percentile(hundred, 0)).toBe(1);
  });
  it('is the greatest of a few', () => {
    expect(p95([3, 1, 2])).toBe(3);
    expect(p95(hundred.slice(0, 15))).toBe(100);
  });
  it('leaves out the greatest of twenty', () => {
    expect(p95(hundred.slice(80))).toBe(19);
  });
  it.each([-0.1, 1.1, Number.NaN])('refuses a share of %d', (share) => {
    expect(() => percentile([1], share)).toThrow('0 to 1');
  });
});

describe('pairs', () => {
  it('compares each with its own partner, not the medians', () => {
    // A slow round (x10) that hits both partners changes nothing.
    expect(pairedRatio([2, 20, 2], [1, 10, 1])).toBe(2);
    expect(pairedRatio([1, 2, 9], [1, 1, 1])).toBe(2);
  });
  it('tells how much longer each one took', () => {
    expect(pairedDifferences([5, 7], [1, 10])).toEqual([4, -3]);
  });
  it('refuses what has no partner', () => {
    expect(() => pairedRatio([1, 2], [1])).toThrow('no pairs');
  });
});
