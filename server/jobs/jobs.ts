import type { Kysely } from 'kysely';
import { type Job as BossJob, fromKysely, PgBoss } from 'pg-boss';
import * as v from 'valibot';
import type { Context } from '#server/context.ts';
import { POSTGRES_LIMITS } from '#server/database/postgres-limits.ts';
import type { Database } from '#server/database/schema.ts';
import type { Storage } from '#server/database/storage.ts';
import type { Log } from '#server/log.ts';
import type { Job } from './job.ts';
import { onPglite } from './on-pglite.ts';

/** pg-boss's least. Nothing that a caller waits for goes through a job. */
const POLL_SECONDS = 0.5;
const CONNECTIONS = 3;
/** The queue asks by the same connection again and again: one that a failover has left on a standby is given up by then. */
const CONNECTION_SECONDS = 60;
const KEPT_SECONDS = 7 * 86_400;

export interface Jobs {
  /**
   * Queues a job in the caller's transaction: it exists exactly if the fact that caused it does.
   *
   * @param key orders or joins jobs, as the job's policy says.
   */
  enqueue<Payload extends object>(
    tx: Kysely<Database>,
    job: Job<Payload>,
    payload: Payload,
    key?: string,
  ): Promise<void>;
}

/** The queue of this installation; `start` makes its tables, `work` begins to run jobs. */
export class JobQueue implements Jobs {
  readonly #boss: PgBoss;
  readonly #log: Log;

  constructor(storage: Pick<Storage, 'engine'>, log: Log) {
    this.#log = log;
    const { engine } = storage;
    this.#boss = new PgBoss({
      ...(engine.name === 'pglite'
        ? { backend: 'pglite', db: onPglite(engine.pglite) }
        : {
            connectionString: engine.url,
            max: CONNECTIONS,
            maxLifetimeSeconds: CONNECTION_SECONDS,
            application_name: 'sidetone jobs',
            // The other limits not: on these connections the queue brings its own tables up to date, as long as that takes.
            options: `-c idle_in_transaction_session_timeout=${POSTGRES_LIMITS.idle_in_transaction_session_timeout}`,
          }),
      // What is due by the Clock is ours to find (design: time is an argument); pg-boss runs what is due now.
      schedule: false,
      // Nobody reads them, and on PGlite each costs a turn of the one connection.
      registerInstance: false,
      monitorVacuum: false,
    });
    this.#boss.on('error', (error) => log.warn('job queue trouble', { error }));
  }

  async start(jobs: readonly Job[]): Promise<void> {
    await this.#boss.start();
    for (const { name, options } of jobs) {
      const queue = {
        retryLimit: options.retries,
        retryDelay: options.retryDelaySeconds,
        retryBackoff: true,
        retryDelayMax: options.longestDelaySeconds,
        expireInSeconds: options.limitSeconds,
        deleteAfterSeconds: KEPT_SECONDS,
      };
      await this.#boss.createQueue(name, { ...queue, policy: options.policy });
      await this.#boss.updateQueue(name, queue);
    }
  }

  async work(context: Context, jobs: readonly Job[]): Promise<void> {
    for (const job of jobs) {
      const options = { pollingIntervalSeconds: POLL_SECONDS, localConcurrency: job.options.atOnce };
      await this.#boss.work(job.name, options, async (taken: BossJob<unknown>[]) => {
        for (const one of taken) await context.background.own(this.#run(context, job, one));
      });
    }
  }

  async #run(context: Context, job: Job, { id, data, retryCount, signal }: BossJob<unknown>): Promise<void> {
    const log = this.#log.with({ job: job.name, id });
    try {
      await job.run(context, v.parse(job.schema, data), { retries: retryCount, signal });
      log.info('job done');
    } catch (error) {
      log.warn('job failed', { error, retries: retryCount });
      throw error;
    }
  }

  async enqueue<Payload extends object>(
    tx: Kysely<Database>,
    job: Job<Payload>,
    payload: Payload,
    key?: string,
  ): Promise<void> {
    await this.#boss.send(job.name, v.parse(job.schema, payload), {
      db: fromKysely(tx),
      ...(key === undefined ? {} : { singletonKey: key }),
    });
  }

  /** Takes no new job, waits for those that run; what is cut off runs again at the next start. */
  async stop(drainMs: number): Promise<void> {
    await this.#boss.stop({ graceful: drainMs > 0, timeout: Math.max(1_000, drainMs), close: true });
  }
}
