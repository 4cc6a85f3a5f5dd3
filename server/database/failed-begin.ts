import type { PGlite, PGliteTransaction } from 'kysely';

/**
 * A PGlite whose transactions fail where they can't begin. Kysely (0.29) waits for the callback of `transaction`, and for nothing else:
 * on a closed PGlite, which never calls it, the caller would wait for ever, and the reason would end the process as an unhandled rejection.
 */
export function withFailedBegins(pglite: PGlite): PGlite {
  return {
    get closed() {
      return pglite.closed;
    },
    get ready() {
      return pglite.ready;
    },
    get waitReady() {
      return pglite.waitReady;
    },
    close: () => pglite.close(),
    query: (text, values, options) => pglite.query(text, values, options),
    async transaction(callback) {
      let begun = false;
      try {
        return await pglite.transaction((tx) => {
          begun = true;
          return callback(tx);
        });
      } catch (error) {
        // The first query of the transaction tells why, and kysely rolls back what never was.
        if (!begun) await callback(failing(error));
        throw error;
      }
    },
  };
}

const failing = (reason: unknown): PGliteTransaction => ({
  query: () => Promise.reject(reason),
  rollback: () => Promise.resolve(),
});
