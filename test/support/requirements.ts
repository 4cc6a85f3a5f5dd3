import type { RanTest } from './report.ts';

/** One line of the customer's checklist, from `test/requirements.md`. */
export interface Requirement {
  number: number;
  words: string;
  /** Files of the tests that show it, from the project's folder; none: not built yet. */
  shownBy: readonly string[];
}

/** The customer's list ends here; its numbers are stable. */
export const LAST_REQUIREMENT = 74;

const PLANNED = 'planned';

/** Reads the table's rows, `| number | requirement | file, file |`; a third column `planned` means not built yet. */
export function readRequirements(markdown: string): readonly Requirement[] {
  return markdown.split('\n').flatMap((line) => {
    const row = /^\|\s*(\d+)\s*\|(.*)\|([^|]*)\|\s*$/.exec(line);
    if (row === null) return [];
    const [, number = '', words = '', files = ''] = row;
    const shownBy = files.split(',').map((file) => file.trim().replaceAll('`', ''));
    return [
      {
        number: Number(number),
        words: words.trim(),
        shownBy: shownBy.length === 1 && shownBy[0] === PLANNED ? [] : shownBy,
      },
    ];
  });
}

/** What is wrong with the table itself: every number once, in order, each with words and with files or `planned`. */
export function tableFaults(requirements: readonly Requirement[]): readonly string[] {
  const numbers = requirements.map(({ number }) => number);
  const wanted = Array.from({ length: LAST_REQUIREMENT }, (_, n) => n + 1);
  return [
    ...wanted.filter((number) => !numbers.includes(number)).map((number) => `${number} is missing`),
    ...numbers.filter((number) => !wanted.includes(number)).map((number) => `there is no requirement ${number}`),
    ...numbers.filter((number, n) => numbers.indexOf(number) < n).map((number) => `${number} stands there twice`),
    ...numbers.filter((number, n) => number < (numbers[n - 1] ?? 0)).map((number) => `${number} is out of order`),
    ...requirements.filter(({ words }) => words === '').map(({ number }) => `${number} has no words`),
    ...requirements
      .filter(({ shownBy }) => shownBy.some((file) => !/\.test\.tsx?$/.test(file)))
      .map(({ number }) => `${number} names neither test files nor says planned`),
  ];
}

/** The numbers in a test's title: `[req 8] [req 66] …`. */
export const numbersIn = (title: string): readonly number[] =>
  [...title.matchAll(/\[req (\d+)\]/g)].map(([, number]) => Number(number));

/** Why a requirement can't be counted as shown by this run; empty: each of its files showed it, and nowhere did it fail. */
export function showingFaults({ number, shownBy }: Requirement, tests: readonly RanTest[]): readonly string[] {
  const about = tests.filter(({ title }) => numbersIn(title).includes(number));
  return [
    ...shownBy
      .filter((file) => !about.some((test) => isIn(test, file)))
      .map((file) => `no test with [req ${number}] in its title ran in ${file}`),
    ...about.filter(({ passed }) => !passed).map(({ title }) => `did not pass: ${title}`),
  ];
}

/** Reports name files by their absolute paths, with the separators of their system. */
const isIn = (test: RanTest, file: string): boolean => test.file.replaceAll('\\', '/').endsWith(`/${file}`);

/** Titles that name what is no requirement, or name it so that nobody would find it. */
export function titleFaults(tests: readonly RanTest[]): readonly string[] {
  return tests
    .map(({ title }) => title)
    .filter((title) => {
      const marks = title.match(/\[\s*reqs?(?![a-z])[^\]]*\]?/gi) ?? [];
      return marks.some((mark) => !/^\[req [1-9]\d?\]$/.test(mark) || (numbersIn(mark)[0] ?? 0) > LAST_REQUIREMENT);
    });
}
