import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { migrate } from '#server/database/migrate.ts';
import { openPglite } from '#server/database/pglite.ts';
import type { Storage } from '#server/database/storage.ts';
import { ALL_JOBS } from '#server/jobs/all-jobs.ts';
import { JobQueue } from '#server/jobs/jobs.ts';
import { silentLog } from '#server/log.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * A migrated database of its own in memory, in a fraction of the seconds that PGlite's first start takes: every test process
 * loads the same dump. Close it in `afterAll`.
 */
export async function testDatabase(): Promise<Storage> {
  return openPglite({ engine: 'pglite', folder: 'memory', from: await migratedDump() });
}

let dump: Promise<Blob> | undefined;

/** Data folder of a migrated PGlite, made once and kept until a migration or PGlite itself changes. */
export function migratedDump(): Promise<Blob> {
  dump ??= readOrMakeDump();
  return dump;
}

async function readOrMakeDump(): Promise<Blob> {
  const folder = join(ROOT, 'node_modules', '.cache', 'sidetone');
  const path = join(folder, `migrated-${await fingerprint()}.tar`);
  const kept = await readFile(path).catch(() => undefined);
  if (kept) return new Blob([new Uint8Array(kept)]);
  const storage = await openPglite({ engine: 'pglite', folder: 'memory' });
  await migrate(storage.db);
  const jobs = new JobQueue(storage, silentLog);
  await jobs.start(ALL_JOBS);
  await jobs.stop(0);
  if (!(storage.engine.name === 'pglite' && storage.engine.pglite instanceof PGlite)) throw new Error('not a PGlite');
  const made = await storage.engine.pglite.dumpDataDir('none');
  await storage.close();
  await mkdir(folder, { recursive: true });
  // Other test processes may do the same at this moment: a rename is all or nothing.
  const temporary = `${path}.${randomUUID()}`;
  await writeFile(temporary, new Uint8Array(await made.arrayBuffer()));
  await rename(temporary, path);
  return made;
}

async function fingerprint(): Promise<string> {
  const migrations = await readdir(join(ROOT, 'server', 'database', 'migrations'));
  const sources = [
    ...migrations.sort().map((file) => join('server', 'database', 'migrations', file)),
    'server/database/migrate.ts',
    'node_modules/@electric-sql/pglite/package.json',
    'node_modules/pg-boss/package.json',
  ];
  const hash = createHash('sha256');
  for (const source of sources) hash.update(await readFile(join(ROOT, source)));
  return hash.digest('hex').slice(0, 16);
}
