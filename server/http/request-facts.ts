import type { Context as Asked } from 'hono';
import type { Log } from '#server/log.ts';

/** What the app's first middleware learns of each request, for those after it. */
export interface RequestFacts {
  id: string;
  /** Carries the request id on every line. */
  log: Log;
  /** Of the client, as far as it can be known. */
  address: string;
}

// Beside the request, not in Hono's variables: so every area's routes stay a plain `Hono`, mounted or alone in a test.
const known = new WeakMap<Request, RequestFacts>();

export function rememberFacts(asked: Asked, facts: RequestFacts): void {
  known.set(asked.req.raw, facts);
}

/** Facts of this request; routes that run alone in a test get plain ones. */
export function factsOf(asked: Asked, log: Log): RequestFacts {
  return known.get(asked.req.raw) ?? { id: 'none', log, address: 'unknown' };
}
