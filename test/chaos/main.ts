import { parseArgs } from 'node:util';
import { chaos } from './chaos.ts';

/**
 * `npm run chaos -- [--runs N] [--seed S] [--without kills|webhooks|rest] [--log] [--each]`: random calls that are held, transferred and rescued
 * while the server is killed and webhooks, REST and sockets fail. A failure says its seed: `--seed THAT --runs 1` repeats it. The last
 * line is JSON.
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '60' },
    seed: { type: 'string' },
    without: { type: 'string' },
    log: { type: 'boolean', default: false },
    each: { type: 'boolean', default: false },
  },
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : wholeOf('seed', values.seed);
const runs = wholeOf('runs', values.runs);
console.log(`seed ${seed}`);
const started = performance.now();
const { failed, kills } = await chaos({
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
const seconds = Math.round((performance.now() - started) / 1000);
console.log(
  JSON.stringify({ runs, seed, kills, failed: failed.length, seeds: failed.map((one) => one.seed), seconds }),
);
process.exit(failed.length > 0 ? 1 : 0);

function wholeOf(name: string, text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new Error(`--${name} is a whole number`);
  return Number(text);
}
