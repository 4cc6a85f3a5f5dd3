import { type Db, fromPglite } from 'pg-boss';
import type { PGliteLike } from '#server/database/pglite.ts';

/**
 * pg-boss on the one connection of PGlite. pg-boss sends some work as one text `BEGIN; … COMMIT;` and rolls back in a second
 * request when it fails; in between, a query of ours would run inside the failed transaction. So such a text runs in a
 * transaction of PGlite's own, which nothing enters and which rolls back by itself.
 */
export function onPglite(pglite: PGliteLike): Db {
  return fromPglite({
    query: (text, values) => pglite.query(text, values ? [...values] : undefined),
    exec(text) {
      const inside = /^\s*BEGIN;([\s\S]*)\bCOMMIT;?\s*$/i.exec(text)?.[1];
      return inside === undefined ? pglite.exec(text) : pglite.transaction((tx) => tx.exec(inside));
    },
    listen: (channel, heard) => pglite.listen(channel, heard),
  });
}
