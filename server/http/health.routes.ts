import { Hono } from 'hono';
import { sql } from 'kysely';
import type { Context } from '#server/context.ts';

/**
 * For whoever watches over the process. `/healthz`: it lives. `/readyz`: send it requests; 503 while the database does not
 * answer or the server stops (migrations have run before the first request is taken at all).
 */
export function healthRoutes({ db, log, stopping }: Pick<Context, 'db' | 'log' | 'stopping'>): Hono {
  return new Hono()
    .get('/healthz', (asked) => asked.json({ ok: true }))
    .get('/readyz', async (asked) => {
      if (stopping.aborted) return asked.json({ ok: false, reason: 'stopping' }, 503);
      try {
        await sql`select 1 from team limit 1`.execute(db);
        return asked.json({ ok: true });
      } catch (error) {
        log.warn('not ready', { error });
        return asked.json({ ok: false, reason: 'database' }, 503);
      }
    });
}
