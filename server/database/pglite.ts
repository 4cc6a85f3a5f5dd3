import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite, types } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import type { StorageConfig } from '#server/config.ts';
import { withFailedBegins } from './failed-begin.ts';
import { lockFolder } from './folder-lock.ts';
import type { Database } from './schema.ts';
import type { Storage } from './storage.ts';

/** What others may know of the engine (the job queue runs on it): PGlite itself is named in this folder alone. */
export type PGliteLike = Pick<PGlite, 'query' | 'exec' | 'transaction' | 'listen'>;

type Options = Extract<StorageConfig, { engine: 'pglite' }>;

/** PostgreSQL inside this process: one connection, one process per folder. */
export async function openPglite({ folder, from }: Options): Promise<Storage> {
  const lock = folder === 'memory' ? undefined : await lockFolder(folder);
  const pglite = await start(folder, from).catch(async (error: unknown) => {
    await lock?.release();
    throw error;
  });
  const db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite: withFailedBegins(pglite) }) });
  return {
    db,
    engine: { name: 'pglite', pglite },
    async listen(channel, heard, _restored, signal) {
      const unlisten = await pglite.listen(channel, heard);
      // Nothing to undo once the engine is closed: it took its listeners along.
      signal.addEventListener('abort', () => void (pglite.closed ? undefined : unlisten().catch(() => undefined)));
    },
    durability:
      folder === 'memory'
        ? 'Storage: in memory. Everything is forgotten when Sidetone stops.'
        : `Storage: embedded, in ${folder}. It outlives a crash of Sidetone, not a power failure: good for a trial. A team that works with Sidetone sets DATABASE_URL to a PostgreSQL.`,
    async close() {
      if (!pglite.closed) await pglite.close();
      await lock?.release();
    },
  };
}

async function start(folder: string, from: Blob | undefined): Promise<PGlite> {
  const dataDir = folder === 'memory' ? 'memory://' : join(folder, 'postgres');
  if (folder !== 'memory') await mkdir(dataDir, { recursive: true });
  return PGlite.create({
    dataDir,
    ...(from ? { loadDataDir: from } : {}),
    // As on PostgreSQL (see postgres.ts): counts are plain numbers.
    parsers: { [types.INT8]: Number },
  });
}
