import { existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';

/** Where `npm test` leaves what its tests came to, for `test/completeness.test.ts` and for machines. */
export const TEST_REPORT = '.output/test-report.json';

const reportSchema = v.object({
  numPassedTests: v.pipe(v.number(), v.safeInteger()),
  numFailedTests: v.pipe(v.number(), v.safeInteger()),
  numPendingTests: v.pipe(v.number(), v.safeInteger()),
  testResults: v.array(
    v.object({
      name: v.string(),
      status: v.string(),
      message: v.optional(v.string()),
      assertionResults: v.array(v.object({ fullName: v.string(), status: v.string() })),
    }),
  ),
});

export interface Report {
  passed: number;
  failed: number;
  skipped: number;
}

/** One test of a run. */
export interface RanTest {
  /** As the report names it: an absolute path. */
  file: string;
  /** With the names of what it stands in. */
  title: string;
  passed: boolean;
}

const parse = (file: string) => v.parse(reportSchema, JSON.parse(readFileSync(file, 'utf8')));

/**
 * Counts a vitest JSON report. A file that could not even be loaded counts as one failed test, and so does a missing report: a run
 * that broke must not look like one without failures.
 */
export function readReport(file: string): Report {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const report = parse(file);
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests,
  };
}

/** Every test of a report; none where there is no report. */
export function readTests(file: string): readonly RanTest[] {
  if (!existsSync(file)) return [];
  return parse(file).testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status }) => ({ file: name, title: fullName, passed: status === 'passed' })),
  );
}
