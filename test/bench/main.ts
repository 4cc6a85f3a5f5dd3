import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { browserOrInstall } from '#test/support/browser/install-browser.ts';
import { runCommand } from '#test/support/run-command.ts';
import { ALL_BENCHES, chooseBenches } from './all-benches.ts';
import { type BenchResult, meetsGoal } from './bench.ts';
import { tableOf } from './table.ts';

/**
 * `npm run bench -- [NAME …]`: measures, prints a table and writes `.output/bench.json`. `--list` names the benches, `--no-build` takes
 * the extension as it was built before. A missed goal is said, and is no failure: on a busy machine it may be the machine's.
 */
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  allowNegative: true,
  options: { list: { type: 'boolean', default: false }, build: { type: 'boolean', default: true } },
});
const say = (line: string) => console.error(line);

if (options.list) for (const { name, about } of ALL_BENCHES) console.log(`${name.padEnd(12)} ${about}`);
else await runAll(positionals);

async function runAll(names: readonly string[]): Promise<void> {
  const chosen = chooseBenches(names);
  process.env.CHROME_PATH = await browserOrInstall({ yes: !process.stdin.isTTY, say });
  if (options.build && chosen.some(({ needsBuild }) => needsBuild)) {
    say('Building the extension …');
    const built = await runCommand('wxt', ['build'], { show: false });
    if (built.code !== 0) throw new Error(built.output);
  }
  const results: BenchResult[] = [];
  for (const bench of chosen) {
    const result = await bench.run(say);
    console.log(`\n${tableOf(result)}\n`);
    results.push(result);
    write(results);
  }
  const judged = results.flatMap(({ figures }) => figures.map(meetsGoal)).filter((met) => met !== undefined);
  console.log(`${judged.filter(Boolean).length} of ${judged.length} goals met. All figures: .output/bench.json`);
}

/** After each bench: what was measured is kept when a later one breaks. */
function write(results: readonly BenchResult[]): void {
  const machine = { cpu: os.cpus()[0]?.model ?? 'unknown', cores: os.availableParallelism(), node: process.version };
  const judged = results.map((result) => ({
    ...result,
    figures: result.figures.map((figure) => ({ ...figure, meetsGoal: meetsGoal(figure) })),
  }));
  mkdirSync('.output', { recursive: true });
  const report = { measuredAt: new Date().toISOString(), machine, results: judged };
  writeFileSync('.output/bench.json', `${JSON.stringify(report, null, 2)}\n`);
}
