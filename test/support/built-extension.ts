import { existsSync, mkdirSync, statSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import path from 'node:path';
import lockfile from 'proper-lockfile';
import { runCommand } from './run-command.ts';

/** Apart from `.output/chrome-mv3`, which a running demo may have loaded. */
const FOLDER = '.output/tested';
const SOURCES = ['extension/**/*', 'shared/**/*', 'wxt.config.ts', 'package.json', 'package-lock.json'];
const BUILD_LIMIT_MS = 120_000;

/** The folder of the extension as it is built from the sources of this moment; made first unless it is newer than all of them. */
export async function builtExtension(): Promise<string> {
  mkdirSync(FOLDER, { recursive: true });
  // Test files run in processes of their own, several at once.
  const patience = { retries: 600, minTimeout: 200, factor: 1 };
  const release = await lockfile.lock(FOLDER, { stale: BUILD_LIMIT_MS, retries: patience });
  try {
    const built = path.resolve(FOLDER, 'chrome-mv3');
    // Written last.
    const made = path.join(built, 'THIRD-PARTY-NOTICES.txt');
    if (!existsSync(made) || statSync(made).mtimeMs < (await newestSource())) await buildInto(FOLDER);
    return built;
  } finally {
    await release();
  }
}

/** In a process of its own: a test's NODE_ENV would give another build. */
async function buildInto(folder: string): Promise<void> {
  const args = ['test/support/build-extension.ts', folder];
  const { code, output } = await runCommand(process.execPath, args, { show: false, env: { NODE_ENV: 'production' } });
  if (code !== 0) throw new Error(`the extension could not be built:\n${output}`);
}

async function newestSource(): Promise<number> {
  let newest = 0;
  for await (const file of glob(SOURCES)) newest = Math.max(newest, statSync(file).mtimeMs);
  return newest;
}
