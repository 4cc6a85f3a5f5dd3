import { parseArgs } from 'node:util';
import { browserOrInstall } from '#test/support/browser/install-browser.ts';
import { runCommand } from '#test/support/run-command.ts';
import { browserChaos, describe } from './browser/browser-chaos.ts';
import { chaos } from './chaos.ts';

/**
 * `npm run chaos -- [--runs N] [--seed S] [--without kills|webhooks|rest] [--log] [--each]`: random calls that are held, transferred and rescued
 * while the server is killed and webhooks, REST and sockets fail. A failure says its seed: `--seed THAT --runs 1` repeats it. The last
 * line is JSON.
 *
 * `npm run chaos -- --browser [--runs N] [--seed S] [--log] [--each]`: the same in real time, with a real Chromium and a server that is a
 * process of its own, of which both are killed; sockets, tokens and the extension's worker end, too.
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string' },
    seed: { type: 'string' },
    without: { type: 'string' },
    log: { type: 'boolean', default: false },
    each: { type: 'boolean', default: false },
    browser: { type: 'boolean', default: false },
  },
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : wholeOf('seed', values.seed);
const runs = wholeOf('runs', values.runs ?? (values.browser ? '5' : '60'));
console.log(`seed ${seed}`);
const started = performance.now();
const { failed, ...counted } = values.browser ? await inBrowser() : await inProcess();
const seconds = Math.round((performance.now() - started) / 1000);
console.log(JSON.stringify({ ...counted, failed: failed.length, seeds: failed.map((one) => one.seed), seconds }));
process.exit(failed.length > 0 ? 1 : 0);

function inProcess() {
  return chaos({
    runs,
    seed,
    say: (line) => console.log(line),
    ...(values.without ? { without: values.without } : {}),
    ...(values.each
      ? {
          told: ({ plan, kills }, ms) =>
            console.log(`seed ${plan.seed}: ${plan.flows.join(' + ')}, ${kills} kills, ${Math.round(ms)} ms`),
        }
      : {}),
    ...(values.log ? { show: (log) => console.log(log.join('\n')) } : {}),
  });
}

async function inBrowser() {
  process.env.CHROME_PATH = await browserOrInstall({ yes: !process.stdin.isTTY, say: (line) => console.log(line) });
  const built = await runCommand('wxt', ['build'], { show: false });
  if (built.code !== 0) throw new Error(built.output);
  return browserChaos({
    runs,
    seed,
    say: (line) => console.log(line),
    ...(values.each
      ? { told: (ran, ms) => console.log(`seed ${ran.plan.seed}: ${describe(ran)}, ${Math.round(ms)} ms`) }
      : {}),
    ...(values.log ? { show: (said) => console.log(said) } : {}),
  });
}

function wholeOf(name: string, text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new Error(`--${name} is a whole number`);
  return Number(text);
}
