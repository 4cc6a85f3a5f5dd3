import type { Kysely } from 'kysely';
import * as v from 'valibot';
import type { Database } from '#server/database/schema.ts';
import type { Job } from '#server/jobs/job.ts';
import type { Jobs } from '#server/jobs/jobs.ts';

/** Remembers what was queued instead of running it. */
export class QueuedJobs implements Jobs {
  readonly queued: { name: string; payload: object; key: string | undefined }[] = [];

  async enqueue<Payload extends object>(
    _tx: Kysely<Database>,
    job: Job<Payload>,
    payload: Payload,
    key?: string,
  ): Promise<void> {
    this.queued.push({ name: job.name, payload: v.parse(job.schema, payload), key });
  }
}
