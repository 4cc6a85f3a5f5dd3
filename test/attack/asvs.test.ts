import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ALL_ATTACKS } from './all-attacks.ts';

/** The requirements that bind us; where a chapter does as a whole, each of it. */
const ITEMS = [
  ...[
    '1.2.1',
    '1.2.3',
    '1.3.6',
    '1.5.1',
    '1.5.3',
    '2.3.1',
    '2.3.2',
    '2.3.3',
    '2.3.4',
    '2.4.1',
    '3.2.2',
    '3.3.2',
    '3.3.4',
  ],
  ...[
    '3.4.2',
    '3.4.3',
    '3.5.1',
    '3.5.2',
    '3.5.3',
    '3.5.5',
    '3.5.8',
    '4.1.5',
    '4.4.3',
    '4.4.4',
    '5.2.2',
    '5.3.2',
    '5.4.2',
  ],
  ...[
    '7.2.1',
    '7.2.2',
    '7.2.3',
    '7.2.4',
    '7.4.1',
    '7.4.2',
    '8.2.1',
    '8.2.2',
    '8.2.3',
    '8.2.4',
    '8.3.2',
    '9.1.1',
    '9.1.2',
  ],
  ...[
    '9.1.3',
    '9.2.1',
    '9.2.2',
    '9.2.3',
    '9.2.4',
    '13.2.4',
    '13.2.5',
    '13.3.1',
    '13.3.2',
    '13.3.4',
    '14.2.1',
    '14.2.6',
  ],
  ...['14.2.7', '14.3.2', '16.2.5', '16.3.3', '16.4.1', '16.5.2', '16.5.3', '17.3.1', '17.3.2'],
];

interface Row {
  item: string;
  words: string;
  file: string;
  title: string;
}

const rows: Row[] = readFileSync('test/attack/asvs.md', 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, item = '', words = '', file = '', title = ''] = line.split('|').map((cell) => cell.trim());
    return /^\d+\.\d+\.\d+$/.test(item) ? [{ item, words, file, title }] : [];
  });

it('the page names every requirement once, in order, in words', () => {
  expect(rows.map(({ item }) => item)).toEqual(ITEMS);
  for (const { item, words } of rows) expect(words, item).not.toBe('');
});

it.each(rows)('$item is shown by a test that there is: $title', ({ file, title }) => {
  expect(existsSync(file), file).toBe(true);
  // The titles of the attacks are made from their names.
  const made = file.endsWith('/attack.test.ts') ? ALL_ATTACKS.map(({ name }) => `nothing comes of ${name}`) : [];
  expect(made.includes(title) || readFileSync(file, 'utf8').includes(`'${title}'`)).toBe(true);
});
