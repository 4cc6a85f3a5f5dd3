import { rmSync } from 'node:fs';
import { browserOrInstall } from './support/browser/install-browser.ts';
import { readReport, TEST_REPORT } from './support/report.ts';
import { runCommand } from './support/run-command.ts';

/** `npm test`: everything there is to test, from an empty clone. Ends with the line `N passed, N failed`. */
const COMPLETENESS_REPORT = '.output/completeness-report.json';

const unattended = Boolean(process.env.CI) || !process.stdin.isTTY;
const browser = await browserOrInstall({ yes: unattended, say: (line) => console.log(line) });
console.log(`Browser: ${browser}`);

const built = await runCommand('wxt', ['build'], { show: false });
if (built.code !== 0) {
  console.error(built.output);
  console.log('0 passed, 1 failed');
  process.exit(1);
}

/** Runs some of the projects of `vitest.config.ts`, and answers what they came to. */
async function runTests(projects: readonly string[], report: string): Promise<{ passed: number; failed: number }> {
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const chosen = projects.map((project) => `--project=${project}`);
  const { code } = await runCommand('vitest', ['run', '--config', 'test/vitest.config.ts', ...chosen, ...reporters], {
    show: true,
    env: { CHROME_PATH: browser },
  });
  const { passed, failed, skipped } = readReport(report);
  if (skipped > 0) console.error(`${skipped} tests were skipped: a skipped test is a failed one here.`);
  // An error outside any test (an unhandled rejection) fails the run without failing a test.
  const outside = code !== 0 && failed === 0 ? 1 : 0;
  return { passed, failed: failed + skipped + outside };
}

const tests = await runTests(['unit', 'storage', 'stories'], TEST_REPORT);
// Which requirements the tests have shown, only the finished run can tell.
const completeness = await runTests(['completeness'], COMPLETENESS_REPORT);
const failed = tests.failed + completeness.failed;
console.log(`${tests.passed + completeness.passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
