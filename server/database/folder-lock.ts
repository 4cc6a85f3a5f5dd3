import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import lockfile from 'proper-lockfile';

/** A holder that was killed is recognised by its lock's age: it is renewed every 2 s. */
const STALE_MS = 10_000;
const RENEW_MS = 2_000;

/**
 * Keeps a second process out of the data folder: two at once lose data silently. The lock of a process that died is taken over
 * once it is 10 s old. Throws with words for the operator when another process holds it.
 */
export async function lockFolder(folder: string): Promise<{ release(): Promise<void> }> {
  await mkdir(folder, { recursive: true });
  const release = await lockfile
    .lock(folder, {
      lockfilePath: join(folder, 'in-use.lock'),
      stale: STALE_MS,
      update: RENEW_MS,
      // Long enough for a killed process's lock to go stale, so that a supervisor's restart succeeds at once.
      retries: { retries: 12, factor: 1, minTimeout: 1_000, maxTimeout: 1_000 },
      onCompromised: (error) => {
        // The folder is no longer ours alone: writing on would lose data, so nothing may catch this.
        setImmediate(() => {
          throw new Error(`Another process has taken the data folder ${folder}. Sidetone stops to save it.`, {
            cause: error,
          });
        });
      },
    })
    .catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'ELOCKED')) throw error;
      throw new Error(
        `The data folder ${folder} is in use by another Sidetone. Stop that one first, or choose another folder with DATA_DIR. ` +
          'Several processes can share one PostgreSQL: set DATABASE_URL.',
        { cause: error },
      );
    });
  return { release: () => release().catch(() => undefined) };
}
