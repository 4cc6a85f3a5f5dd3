import type { PGlite, Transaction } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { withFailedBegins } from '#server/database/failed-begin.ts';
import type { PGliteLike } from '#server/database/pglite.ts';
import type { Database } from '#server/database/schema.ts';
import type { Storage } from '#server/database/storage.ts';
import type { Life } from './life.ts';

/** How many requests to the database are under way: nothing has come to rest before there is none. */
export interface Load {
  queries: number;
}

/**
 * One server's connection to a database that outlives it. Every query can be its last: before it, or after it has taken effect but before
 * its answer is known. What a dead one has not committed is rolled back, as PostgreSQL does when a connection breaks.
 */
export function mortalStorage(pglite: PGlite, life: Life, load: Load): Storage {
  const counted = async <T>(work: () => Promise<T>): Promise<T> => {
    load.queries += 1;
    try {
      life.pass();
      const result = await life.lived(work());
      life.pass();
      return result;
    } finally {
      load.queries -= 1;
    }
  };
  const inside = (tx: Transaction): Transaction => ({
    query: (text, values, options) => counted(() => tx.query(text, values, options)),
    exec: (text, options) => counted(() => tx.exec(text, options)),
    sql: (strings, ...values) => counted(() => tx.sql(strings, ...values)),
    listen: (channel, heard) => tx.listen(channel, heard),
    rollback: () => tx.rollback(),
    get closed() {
      return tx.closed;
    },
  });
  const transaction: PGlite['transaction'] = (callback) => {
    const done = counted(() =>
      pglite.transaction(async (tx) => {
        const result = await life.lived(callback(inside(tx)));
        // Dies before it has committed.
        life.pass();
        return result;
      }),
    );
    // A dead server waits for nothing.
    done.catch(() => undefined);
    return done;
  };
  const mortal = {
    query: (text, values, options) => counted(() => pglite.query(text, values, options)),
    exec: (text, options) => counted(() => pglite.exec(text, options)),
    transaction,
    listen: async (channel, heard) => {
      const unlisten = await pglite.listen(channel, (payload) => {
        if (!life.isOver) heard(payload);
      });
      life.signal.addEventListener('abort', () => void unlisten().catch(() => undefined), { once: true });
      return unlisten;
    },
  } satisfies PGliteLike;
  const begins = withFailedBegins({
    ...mortal,
    closed: false,
    ready: true,
    waitReady: Promise.resolve(),
    close: async () => undefined,
  });
  return {
    db: new Kysely<Database>({ dialect: new PGliteDialect({ pglite: begins }) }),
    engine: { name: 'pglite', pglite: mortal },
    async listen(channel, heard, _restored, signal) {
      const unlisten = await mortal.listen(channel, heard);
      signal.addEventListener('abort', () => void unlisten().catch(() => undefined));
    },
    durability: 'in memory, of a database that outlives the server',
    close: async () => undefined,
  };
}
