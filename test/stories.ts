import { parseArgs } from 'node:util';
import { browserOrInstall } from './support/browser/install-browser.ts';
import { runCommand } from './support/run-command.ts';

/** `npm run stories -- NAME --repeat 10`: the browser stories whose file or title contains NAME (all when left out), again and again. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { repeat: { type: 'string', default: '1' } },
});
const times = Number(values.repeat);
if (!Number.isInteger(times) || times < 1)
  throw new Error(`--repeat takes a whole number from 1, not ${values.repeat}.`);

const browser = await browserOrInstall({ yes: !process.stdin.isTTY, say: (line) => console.log(line) });
const built = await runCommand('wxt', ['build'], { show: false });
if (built.code !== 0) throw new Error(built.output);

let failures = 0;
for (let round = 1; round <= times; round++) {
  const args = ['run', '--config', 'test/vitest.config.ts', '--project', 'stories', ...positionals];
  const { code } = await runCommand('vitest', args, { show: true, env: { CHROME_PATH: browser } });
  if (code !== 0) failures++;
  console.log(`round ${round} of ${times}: ${code === 0 ? 'passed' : 'FAILED'}`);
}
console.log(`${times - failures} passed, ${failures} failed`);
process.exitCode = failures > 0 ? 1 : 0;
