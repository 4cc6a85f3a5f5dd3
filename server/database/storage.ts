import type { Kysely } from 'kysely';
import type { PGliteLike } from './pglite.ts';
import type { Database } from './schema.ts';

/** What `openDatabase` gives: one SQL dialect on one of two engines, and the notifications that both know. */
export interface Storage {
  db: Kysely<Database>;
  engine: { name: 'pglite'; pglite: PGliteLike } | { name: 'postgres'; url: string };
  /**
   * Hears `channel` (LISTEN). `restored` is called after every later reconnection: what was told in between is lost, so ask
   * for the present state. Stops with `signal`.
   */
  listen(channel: string, heard: (payload: string) => void, restored: () => void, signal: AbortSignal): Promise<void>;
  /** One sentence for the operator: what this storage is good for. */
  durability: string;
  close(): Promise<void>;
}
