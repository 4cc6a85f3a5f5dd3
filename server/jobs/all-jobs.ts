import { userSyncJob } from '#server/agents/user-sync.job.ts';
import { writeBackJob } from '#server/calls/write-back/write-back.job.ts';
import type { Job } from './job.ts';

/** Every kind of job that this server runs. */
export const ALL_JOBS: readonly Job[] = [userSyncJob, writeBackJob];
