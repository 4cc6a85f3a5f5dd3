import { existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';

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

/**
 * Counts a vitest JSON report. A file that could not even be loaded counts as one failed test, and so does a missing report: a run
 * that broke must not look like one without failures.
 */
export function readReport(file: string): Report {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const report = v.parse(reportSchema, JSON.parse(readFileSync(file, 'utf8')));
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests,
  };
}
