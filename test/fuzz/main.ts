import { parseArgs } from 'node:util';
import { fuzzFlow } from './flow.fuzz.ts';
import { fuzzLedger } from './ledger.fuzz.ts';

/**
 * `npm run fuzz -- [--seed N] [--flows N] [--calls N]`: random call flows with random callers, and random calls' reports in random order.
 * Says its seed; a failure says the seed that alone brings it about: `--seed THAT --flows 1 --calls 0`.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    flows: { type: 'string', default: '2000' },
    calls: { type: 'string', default: '20000' },
  },
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : wholeOf('seed', values.seed);
console.log(`seed ${seed}`);
run('call flows', 'turns', wholeOf('flows', values.flows), fuzzFlow);
run('calls', 'reports', wholeOf('calls', values.calls), fuzzLedger);

function run(what: string, pieces: string, count: number, fuzz: (seed: number) => number): void {
  const started = performance.now();
  let total = 0;
  for (let i = 0; i < count; i += 1) {
    try {
      total += fuzz(seed + i);
    } catch (error) {
      console.error(`${what}: seed ${seed + i} fails`);
      throw error;
    }
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${count} ${what}, ${total} ${pieces}, ${seconds} s: nothing wrong`);
}

function wholeOf(name: string, text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new Error(`--${name} is a whole number`);
  return Number(text);
}
