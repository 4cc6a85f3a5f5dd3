import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readReport, readTests } from './report.ts';

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

it('tells every test of a run with its file and whether it passed', () => {
  const assertionResults = [
    { fullName: 'a call mutes', status: 'passed' },
    { fullName: 'a call holds', status: 'skipped' },
  ];
  const testResults = [{ name: '/sidetone/a.test.ts', status: 'passed', assertionResults }];
  writeFileSync(file, JSON.stringify({ numPassedTests: 1, numFailedTests: 0, numPendingTests: 1, testResults }));
  expect(readTests(file)).toEqual([
    { file: '/sidetone/a.test.ts', title: 'a call mutes', passed: true },
    { file: '/sidetone/a.test.ts', title: 'a call holds', passed: false },
  ]);
  expect(readTests('/nowhere/report.json')).toEqual([]);
});
