import { sql } from 'kysely';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Storage } from '#server/database/storage.ts';
import { silentLog } from '#server/log.ts';
import { onBothEngines } from '#test/support/both-engines.ts';
import { type TestContext, testContext } from '#test/support/context.ts';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { defineJob, type Job } from './job.ts';
import { JobQueue } from './jobs.ts';

let context: TestContext;
beforeAll(async () => {
  context = await testContext();
});
afterAll(() => context.close());

onBothEngines((open) => {
  let storage: Storage;
  let queue: JobQueue | undefined;
  beforeAll(async () => {
    storage = await open();
  });
  afterEach(async () => {
    await queue?.stop(1_000);
    queue = undefined;
  });
  afterAll(() => storage.close());

  async function working(...jobs: Job[]): Promise<JobQueue> {
    queue = new JobQueue(storage, silentLog);
    await queue.start(jobs);
    await queue.work(context, jobs);
    return queue;
  }

  /** A job that notes its payloads and fails as often as it is told. */
  function noting(name: string, { failures = 0, ...options }: Partial<Job['options']> & { failures?: number } = {}) {
    const ran: string[] = [];
    let left = failures;
    const job = defineJob(
      name,
      v.object({ note: v.string() }),
      async (_context, { note }) => {
        ran.push(note);
        left -= 1;
        if (left >= 0) throw new Error('not yet');
      },
      { retryDelaySeconds: 1, ...options },
    );
    return { job, ran };
  }

  it('runs a job once the transaction that queued it commits', async () => {
    const { job, ran } = noting('committed');
    const jobs = await working(job);
    await storage.db.transaction().execute((tx) => jobs.enqueue(tx, job, { note: 'one' }));
    await eventually('it runs', () => ran.length === 1);
    expect(ran).toEqual(['one']);
  });

  it('lets one job of a key wait at most, beside one that runs', async () => {
    const ran: string[] = [];
    const release = Promise.withResolvers<void>();
    const job = defineJob(
      'short',
      v.object({ note: v.string() }),
      async (_context, { note }) => {
        ran.push(note);
        if (note === 'slow') await release.promise;
      },
      { policy: 'short' },
    );
    const jobs = await working(job);
    await jobs.enqueue(storage.db, job, { note: 'slow' }, 'key');
    await eventually('it runs', () => ran.length === 1);
    for (const note of ['next', 'dropped', 'dropped']) await jobs.enqueue(storage.db, job, { note }, 'key');
    await jobs.enqueue(storage.db, job, { note: 'other' }, 'another key');
    release.resolve();
    await eventually('all have run', () => ran.length === 3);
    expect([...ran].sort()).toEqual(['next', 'other', 'slow']);
  });

  it('knows nothing of a job whose transaction was rolled back', async () => {
    const { job, ran } = noting('rolled-back');
    const jobs = await working(job);
    const failing = storage.db.transaction().execute(async (tx) => {
      await jobs.enqueue(tx, job, { note: 'never' });
      throw new Error('undo');
    });
    await expect(failing).rejects.toThrow('undo');
    await nothingHappens('it does not run', () => ran.length, 1_200);
  });

  it('tries a failed job again', async () => {
    const { job, ran } = noting('failing', { failures: 1 });
    const jobs = await working(job);
    await jobs.enqueue(storage.db, job, { note: 'twice' });
    await eventually('it runs again', () => ran.length === 2);
  });

  it('does not queue an exclusive job a second time while one waits', async () => {
    const { job, ran } = noting('exclusive', { policy: 'exclusive' });
    queue = new JobQueue(storage, silentLog);
    await queue.start([job]);
    for (const note of ['first', 'second']) await queue.enqueue(storage.db, job, { note }, 'key');
    await queue.work(context, [job]);
    await eventually('the first runs', () => ran.length === 1);
    await nothingHappens('the second does not', () => ran.length, 1_200);
    expect(ran).toEqual(['first']);
  });

  it('refuses a payload that its job does not know, when queued and when run', async () => {
    const { job, ran } = noting('typed', { retries: 0 });
    const jobs = await working(job);
    const wrong: Job = job;
    await expect(jobs.enqueue(storage.db, wrong, { other: 1 })).rejects.toThrow(v.ValiError);
    // What an older version may have queued.
    await jobs.enqueue(storage.db, { ...job, schema: v.object({}) as never }, { note: 'x' });
    await nothingHappens('it does not run', () => ran.length, 1_200);
  });

  it('runs after a restart what was queued before', async () => {
    const { job, ran } = noting('restarted');
    const before = new JobQueue(storage, silentLog);
    await before.start([job]);
    await before.enqueue(storage.db, job, { note: 'kept' });
    await before.stop(0);
    await working(job);
    await eventually('it runs', () => ran.includes('kept'));
  });

  it('leaves our own queries alone while its maintenance runs', async () => {
    const { job } = noting('beside');
    await working(job);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) => sql<{ n: number }>`select ${n}::int as n`.execute(storage.db)),
    );
    expect(answers.map((answer) => answer.rows[0]?.n)).toEqual(Array.from({ length: 50 }, (_, n) => n));
  });
});
