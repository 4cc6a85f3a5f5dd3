import { describe, expect, it } from 'vitest';
import {
  LAST_REQUIREMENT,
  numbersIn,
  readRequirements,
  showingFaults,
  tableFaults,
  titleFaults,
} from './requirements.ts';

const ran = (title: string, more: { passed?: boolean; file?: string } = {}) => ({
  title,
  passed: true,
  file: '/home/somebody/sidetone/test/stories/calls.story.test.ts',
  ...more,
});
const whole = Array.from({ length: LAST_REQUIREMENT }, (_, n) => ({
  number: n + 1,
  words: 'Something.',
  shownBy: [] as readonly string[],
}));

describe('the table of requirements', () => {
  it('is read row by row: planned, or shown by one test file or several', () => {
    const rows = readRequirements(
      [
        '# Requirements',
        '| number | requirement | shown by |',
        '| --- | --- | --- |',
        '| 1 | Calls: `a` or b | planned |',
        '| 58 | Mute. | `test/stories/calls.story.test.ts`, test/gallery/keys.test.ts |',
        'and 74 others | not a row |',
      ].join('\n'),
    );
    expect(rows).toEqual([
      { number: 1, words: 'Calls: `a` or b', shownBy: [] },
      { number: 58, words: 'Mute.', shownBy: ['test/stories/calls.story.test.ts', 'test/gallery/keys.test.ts'] },
    ]);
  });

  it('has every number once, in order, with words and test files', () => {
    expect(tableFaults(whole)).toEqual([]);
    expect(tableFaults(whole.slice(1))).toEqual(['1 is missing']);
    const [first, second, ...rest] = whole;
    if (!first || !second) throw new Error('no rows');
    expect(tableFaults([second, first, ...rest])).toEqual(['1 is out of order']);
    expect(tableFaults([...whole, { ...first, number: 75 }])).toEqual(['there is no requirement 75']);
    expect(tableFaults([first, ...whole])).toContain('1 stands there twice');
    expect(tableFaults([{ ...first, words: '' }, second, ...rest])).toEqual(['1 has no words']);
    for (const shownBy of [[''], ['soon'], ['test/run.ts'], ['planned', 'a.test.ts']]) {
      expect(tableFaults([{ ...first, shownBy }, second, ...rest])).toHaveLength(1);
    }
  });
});

describe('a requirement', () => {
  const mute = { number: 58, words: 'Mute.', shownBy: ['test/stories/calls.story.test.ts'] };

  it('is shown by a test that says so in its title and passed', () => {
    expect(showingFaults(mute, [ran('a call [req 57] [req 58] mutes')])).toEqual([]);
  });

  it.each([
    ['no test ran', []],
    ['the test is about another one', [ran('[req 5] mutes')]],
    ['the test stands in another file', [ran('[req 58] mutes', { file: '/sidetone/test/gallery/keys.test.ts' })]],
    ['a file’s name only ends like it', [ran('[req 58] mutes', { file: '/x/my-test/stories/calls.story.test.ts' })]],
    ['the test failed', [ran('[req 58] mutes', { passed: false })]],
    [
      'another test of it failed',
      [ran('[req 58] mutes'), ran('[req 58] unmutes', { passed: false, file: '/b.test.ts' })],
    ],
  ])('is not shown when %s', (_, tests) => expect(showingFaults(mute, tests)).toHaveLength(1));

  it('needs each of the files that it names', () => {
    const both = { ...mute, shownBy: [...mute.shownBy, 'test/gallery/keys.test.ts'] };
    expect(showingFaults(both, [ran('[req 58] mutes')])).toEqual([
      'no test with [req 58] in its title ran in test/gallery/keys.test.ts',
    ]);
  });
});

it('finds the numbers of a title, and titles that name none', () => {
  expect(numbersIn('numbers [req 8] [req 66] can be edited')).toEqual([8, 66]);
  const good = ['a test', '[req 1] a', '[req 74] b', 'a required field', 'the request [1]'];
  const bad = [
    '[req 0] a',
    '[req 75] b',
    '[req 8, 66] c',
    '[req8] d',
    '[reqs 8] e',
    '[Req 8] f',
    '[req 08] g',
    '[req 8 h',
  ];
  expect(titleFaults([...good, ...bad].map((title) => ran(title)))).toEqual(bad);
});
