import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readTests, TEST_REPORT } from '#test/support/report.ts';
import { readRequirements, showingFaults, tableFaults, titleFaults } from '#test/support/requirements.ts';

/**
 * Each requirement of `requirements.md` that counts as built was shown by the run that has just ended. Reads that run's report, so
 * `npm test` starts it when all other tests have finished.
 */
const requirements = readRequirements(readFileSync(new URL('requirements.md', import.meta.url), 'utf8'));
const tests = readTests(TEST_REPORT);

describe('the requirements', () => {
  it('stand in the table, every one of them', () => expect(tableFaults(requirements)).toEqual([]));

  it('are named in titles of tests by their numbers', () => {
    expect(tests.length, `${TEST_REPORT} tells of no test: run npm test`).toBeGreaterThan(0);
    expect(titleFaults(tests)).toEqual([]);
  });
});

describe('is shown by tests that ran and passed', () => {
  const built = requirements.filter(({ shownBy }) => shownBy.length > 0);
  it.each(built)('$number: $words', (requirement) => expect(showingFaults(requirement, tests)).toEqual([]));
});
