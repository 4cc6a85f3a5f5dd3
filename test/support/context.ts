import { randomBytes } from 'node:crypto';
import { BackgroundWork } from '#server/background.ts';
import { type Config, DEFAULT_LIMITS, type Limits } from '#server/config.ts';
import type { Context } from '#server/context.ts';
import { silentLog } from '#server/log.ts';
import { openSecrets } from '#server/secrets.ts';
import { EXTENSION_ID } from '#shared/extension-id.ts';
import { TurnableClock } from './clock.ts';
import { noCrm } from './crm.ts';
import { testDatabase } from './database.ts';
import { QueuedJobs } from './queued-jobs.ts';
import { ToldRealtime } from './told-realtime.ts';

/** The extension id that tests go by. */
export const TEST_EXTENSION_ID = EXTENSION_ID;

/** A complete configuration for a server on storage in memory and an ephemeral port. */
export function testConfig(over: Partial<Omit<Config, 'limits'>> & { limits?: Partial<Limits> } = {}): Config {
  return {
    publicUrl: 'http://localhost',
    port: 0,
    storage: { engine: 'pglite', folder: 'memory' },
    secretKeys: [Buffer.alloc(32, 7)],
    extensionIds: [TEST_EXTENSION_ID],
    zoho: { clientId: 'test-client', clientSecret: 'test-secret', dc: 'eu', accountsUrl: null, apiUrl: null },
    twilio: { baseUrl: null },
    fallbackUrl: null,
    ...over,
    limits: { ...DEFAULT_LIMITS, ...over.limits },
  };
}

/** Everything a part of the server is handed, on a database of its own; `close` it in `afterAll`. */
export interface TestContext extends Context {
  clock: TurnableClock;
  /** What was told, oldest first. */
  realtime: ToldRealtime;
  /** What was queued, oldest first. */
  jobs: QueuedJobs;
  background: BackgroundWork;
  close(): Promise<void>;
}

export async function testContext(
  over: Partial<Pick<Context, 'crm' | 'log'>> & { config?: Config; clock?: TurnableClock } = {},
): Promise<TestContext> {
  const storage = await testDatabase();
  const config = over.config ?? testConfig();
  const background = new BackgroundWork(over.log ?? silentLog);
  return {
    config,
    clock: over.clock ?? new TurnableClock(),
    randomBytes,
    db: storage.db,
    log: over.log ?? silentLog,
    secrets: openSecrets(config.secretKeys),
    crm: over.crm ?? noCrm(),
    realtime: new ToldRealtime(),
    jobs: new QueuedJobs(),
    background,
    stopping: new AbortController().signal,
    async close() {
      await background.end(5_000);
      await storage.close();
    },
  };
}
