import type { Kysely } from 'kysely';
import type { Clock } from '#shared/time.ts';
import type { Background } from './background.ts';
import type { Config } from './config.ts';
import type { Crm } from './crm/crm.ts';
import type { Database } from './database/schema.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { Log } from './log.ts';
import type { Realtime } from './realtime/realtime.ts';
import type { Secrets } from './secrets.ts';

/** What every part of the server is handed: effects as arguments. Made once by `openServer`, never global. */
export interface Context {
  config: Config;
  clock: Clock;
  /** Cryptographically random bytes; tests may make them predictable. */
  randomBytes: (count: number) => Buffer;
  /** Inside a transaction use only the transaction: on PGlite (one connection) a query on this handle would never return. */
  db: Kysely<Database>;
  log: Log;
  secrets: Secrets;
  crm: Crm;
  jobs: Jobs;
  realtime: Realtime;
  /** Everything that nobody awaits goes through here: a server that stops waits for it before it closes its storage. */
  background: Background;
  /** Aborted when a server that stops waits no longer: what still runs is given up. */
  stopping: AbortSignal;
}
