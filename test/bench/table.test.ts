import { expect, it } from 'vitest';
import { meetsGoal } from './bench.ts';
import { shown, tableOf } from './table.ts';

it('says of each figure whether its goal is met', () => {
  const table = tableOf({
    name: 'sizes',
    how: 'gzip',
    figures: [
      { what: 'page', value: 30, unit: 'KB', goal: { most: 34 } },
      { what: 'detector', value: 7.9, unit: 'x', goal: { least: 8 }, note: 'against theirs' },
      { what: 'popup', value: 1234.5, unit: 'KB' },
    ],
  });
  expect(table.split('\n')).toEqual([
    'sizes: gzip',
    '  page       30.0 KB  met    <= 34.0 KB',
    '  detector     7.90x  MISSED >= 8.00x    against theirs',
    '  popup     1,235 KB',
  ]);
});

it('meets a goal at its very edge, and none without one', () => {
  expect(meetsGoal({ value: 8, goal: { least: 8 } })).toBe(true);
  expect(meetsGoal({ value: 8, goal: { most: 8 } })).toBe(true);
  expect(meetsGoal({ value: 8.01, goal: { most: 8 } })).toBe(false);
  expect(meetsGoal({ value: 8 })).toBeUndefined();
});

it.each([
  [0.1234, 'ms', '0.12 ms'],
  [12.345, 'ms', '12.3 ms'],
  [123.45, 'ms', '123 ms'],
  [1_234_567, '/s', '1,234,567 /s'],
  [-3.456, 'ms', '-3.46 ms'],
  [2, 'x', '2.00x'],
  [5, '', '5.00'],
] as const)('shows %d %s as %s', (value, unit, text) => {
  expect(shown(value, unit)).toBe(text);
});
