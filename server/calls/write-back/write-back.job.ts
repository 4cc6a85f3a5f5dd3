import * as v from 'valibot';
import { defineJob } from '#server/jobs/job.ts';
import { callIdSchema } from '#shared/ids.ts';
import { writeBack } from './write-back.ts';

/**
 * Writes what is due of one call to the CRM. Which call of a record goes first, who is at it, and when it is tried again stand in
 * `write_backs`: a queue that kept the order by itself would wait minutes for a process that was killed, and for ever for a job that failed.
 */
export const writeBackJob = defineJob(
  'write-back',
  v.object({ callId: callIdSchema }),
  (context, { callId }) => writeBack(context, callId),
  // One waits at most; whoever is at it already does not hold it up.
  { policy: 'short', atOnce: 4, retries: 3, limitSeconds: 900 },
);
