import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCommand } from '#test/support/run-command.ts';
import type { Bench, Figure } from './bench.ts';

/** What a newcomer types. `npm test` has a budget of 6 minutes on 2 cores. */
const COMMANDS: readonly { what: string; args: readonly string[]; goal?: Figure['goal'] }[] = [
  { what: 'npm ci', args: ['ci'] },
  { what: 'npm test', args: ['test'], goal: { most: 360 } },
  { what: 'npm run demo -- --headless --once', args: ['run', 'demo', '--', '--headless', '--once', '--yes'] },
];
const LAST_LINES = 20;

export const commandsBench: Bench = {
  name: 'commands',
  about: 'the README’s commands in an empty clone of HEAD: minutes',
  needsBuild: false,
  onlyByName: true,
  async run(say) {
    const folder = mkdtempSync(path.join(tmpdir(), 'sidetone-clone-'));
    try {
      const cloned = await runCommand('git', ['clone', '--quiet', process.cwd(), folder], { show: false });
      if (cloned.code !== 0) throw new Error(cloned.output);
      const figures: Figure[] = [];
      for (const { what, args, goal } of COMMANDS) {
        say(`${what} …`);
        const { seconds, code, output } = await timed(folder, args);
        if (code !== 0) say(lastOf(output));
        const note = code === 0 ? resultOf(output) : `FAILED with ${code}`;
        figures.push({ what, value: seconds, unit: 's', ...(goal ? { goal } : {}), ...(note ? { note } : {}) });
        if (code !== 0 && what === 'npm ci') break;
      }
      return { name: 'commands', how: 'an empty clone of HEAD; npm’s own cache as it is on this machine', figures };
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  },
};

interface Timed {
  seconds: number;
  code: number;
  output: string;
}

function timed(cwd: string, args: readonly string[]): Promise<Timed> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn('npm', args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], env: environment() });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        output += chunk;
      });
    child.once('error', reject);
    child.once('close', (code) => resolve({ seconds: (performance.now() - start) / 1000, code: code ?? 1, output }));
  });
}

/** As in a fresh shell: what npm has set for this run, its own tools first in PATH too, would steer the other one. */
function environment(): NodeJS.ProcessEnv {
  const { PATH = '', ...rest } = process.env;
  const own = Object.fromEntries(Object.entries(rest).filter(([name]) => !/^npm_/i.test(name)));
  const folders = PATH.split(path.delimiter).filter((folder) => !/node_modules|node-gyp-bin/.test(folder));
  return { ...own, PATH: folders.join(path.delimiter) };
}

const lastOf = (output: string): string => output.trimEnd().split('\n').slice(-LAST_LINES).join('\n');

/** The line that says how many passed, or how many steps of the tour did. */
const resultOf = (output: string): string | undefined =>
  output.match(/^.*(?:\d+ passed, \d+ failed|\d+ of \d+ steps).*$/m)?.[0].trim();
