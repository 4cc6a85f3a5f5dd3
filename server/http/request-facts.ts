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

declare module 'hono' {
  // Known to all, so that every area's routes stay a plain `Hono`, mounted or alone in a test.
  interface ContextVariableMap {
    facts: RequestFacts | undefined;
  }
}

export const rememberFacts = (asked: Asked, facts: RequestFacts): void => asked.set('facts', facts);

/** Facts of this request; routes that run alone in a test get plain ones. */
export const factsOf = (asked: Asked, log: Log): RequestFacts =>
  asked.get('facts') ?? { id: 'none', log, address: 'unknown' };
