import { rmSync } from 'node:fs';
import { browserOrInstall } from './support/browser/install-browser.ts';
import { readReport } from './support/report.ts';
import { runCommand } from './support/run-command.ts';

/** `npm test`: everything there is to test, from an empty clone. Ends with the line `N passed, N failed`. */
const REPORT = '.output/test-report.json';

const unattended = Boolean(process.env.CI) || !process.stdin.isTTY;
const browser = await browserOrInstall({ yes: unattended, say: (line) => console.log(line) });
console.log(`Browser: ${browser}`);

const built = await runCommand('wxt', ['build'], { show: false });
if (built.code !== 0) {
  console.error(built.output);
  console.log('0 passed, 1 failed');
  process.exit(1);
}

rmSync(REPORT, { force: true });
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`];
const tests = await runCommand('vitest', ['run', '--config', 'test/vitest.config.ts', ...reporters], {
  show: true,
  env: { CHROME_PATH: browser },
});
const { passed, failed, skipped } = readReport(REPORT);
if (skipped > 0) console.error(`${skipped} tests were skipped: a skipped test is a failed one here.`);
// An error outside any test (an unhandled rejection) fails the run without failing a test.
const outside = tests.code !== 0 && failed === 0 ? 1 : 0;
console.log(`${passed} passed, ${failed + skipped + outside} failed`);
process.exitCode = failed + skipped + outside > 0 ? 1 : 0;
