import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readReport } from './report.ts';

const file = path.join(mkdtempSync(path.join(tmpdir(), 'report-')), 'report.json');

it('counts a run that left no report as failed', () => {
  expect(readReport('/nowhere/report.json')).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

it('counts a file that could not be loaded as failed', () => {
  const broken = { name: 'a.test.ts', status: 'failed', message: 'no such module', assertionResults: [] };
  writeFileSync(
    file,
    JSON.stringify({ numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, testResults: [broken] }),
  );
  expect(readReport(file)).toEqual({ passed: 3, failed: 1, skipped: 0 });
});
