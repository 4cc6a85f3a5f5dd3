import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod/mini';

const reportSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.optional(z.string()),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
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
  const report = reportSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests,
  };
}
