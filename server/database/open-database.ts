import type { StorageConfig } from '#server/config.ts';
import type { Log } from '#server/log.ts';
import { openPglite } from './pglite.ts';
import { openPostgres } from './postgres.ts';
import type { Storage } from './storage.ts';

/**
 * Opens the storage that the configuration names; runs no migration (`migrate` does). Throws with words for the operator when
 * the folder is in use by another process or the server does not answer.
 */
export function openDatabase(storage: StorageConfig, log: Log): Promise<Storage> {
  return storage.engine === 'postgres' ? openPostgres(storage.url, log) : openPglite(storage);
}
