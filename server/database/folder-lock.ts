import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import lockfile from 'proper-lockfile';
import * as v from 'valibot';

/** A holder that was killed is recognised by its lock's age: a living one renews it every 2 s. */
const STALE_MS = 10_000;
const RENEW_MS = 2_000;
/** Longer than a lock takes to go stale, so that the restart after a crash succeeds by itself. */
const PATIENCE_MS = STALE_MS + 2_000;
const RETRY_MS = 250;

const ownerSchema = v.object({ pid: v.pipe(v.number(), v.safeInteger()), host: v.string() });

/**
 * Keeps a second process out of the data folder: two at once lose data silently. The lock of a process that died is taken over
 * once it is 10 s old; a living one is told at once. Throws with words for the operator.
 */
export async function lockFolder(folder: string): Promise<{ release(): Promise<void> }> {
  await mkdir(folder, { recursive: true });
  const ownerFile = join(folder, 'in-use.json');
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      const release = await take(folder);
      await writeFile(ownerFile, JSON.stringify({ pid: process.pid, host: hostname() }));
      return { release: () => release().catch(() => undefined) };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ELOCKED')) throw error;
      if ((await ownerLives(ownerFile)) || performance.now() > end) {
        throw new Error(
          `The data folder ${folder} is in use by another Sidetone. Stop that one first, or choose another folder with DATA_DIR. ` +
            'Several processes can share one PostgreSQL: set DATABASE_URL.',
          { cause: error },
        );
      }
      await sleep(RETRY_MS);
    }
  }
}

function take(folder: string): Promise<() => Promise<void>> {
  return lockfile.lock(folder, {
    lockfilePath: join(folder, 'in-use.lock'),
    stale: STALE_MS,
    update: RENEW_MS,
    onCompromised: (error) => {
      // The folder may no longer be ours alone: writing on would lose data, so nothing may catch this.
      setImmediate(() => {
        throw new Error(`Another process may have taken the data folder ${folder}. Sidetone stops to save it.`, {
          cause: error,
        });
      });
    },
  });
}

/** Whether the process that took the lock runs on this machine now. False where that can't be known. */
async function ownerLives(ownerFile: string): Promise<boolean> {
  try {
    const { pid, host } = v.parse(ownerSchema, JSON.parse(await readFile(ownerFile, 'utf8')));
    // In a container the process before us had our number.
    if (host !== hostname() || pid === process.pid) return false;
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not permitted to signal it: it lives, under another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
