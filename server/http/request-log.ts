import { randomUUID } from 'node:crypto';
import type { Context as Asked, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Log } from '#server/log.ts';
import { addressOf } from './client-address.ts';
import { rememberFacts } from './request-facts.ts';

/** Probes come every few seconds and say nothing. */
const UNLOGGED = ['/healthz', '/readyz'];

/** Gives each request an id, and a line in the log: the path's pattern, never its values. */
export function requestLog(log: Log): MiddlewareHandler {
  return async (asked, next) => {
    // Node keeps some ready: bytes of one's own are a call to the system for each request.
    const id = randomUUID();
    rememberFacts(asked, {
      id,
      log: log.with({ request: id }),
      get address() {
        return addressOf(asked);
      },
    });
    asked.header('X-Request-Id', id);
    const start = performance.now();
    await next();
    if (UNLOGGED.includes(asked.req.path)) return;
    const facts = { request: id, method: asked.req.method, path: patternOf(asked), status: asked.res.status };
    log.info('request', { ...facts, ms: Math.round(performance.now() - start) });
  };
}

/** `/api/agent/calls/:id/end`; what no route serves is not worth its text. */
function patternOf(asked: Asked): string {
  const patterns = matchedRoutes(asked).map((route) => route.path);
  return patterns.findLast((path) => !path.endsWith('*')) ?? '(none)';
}
