import * as v from 'valibot';
import type { Context } from '#server/context.ts';
import { defineJob } from '#server/jobs/job.ts';
import { syncUsers } from './user-sync.ts';

/** Often enough that one failure, or a process that ended, delays the next try little. */
const LOOKS_PER_ROUND = 3;

/** One key: while one waits or runs, no other is queued. */
export const USERS = 'users';

/** Reads the CRM's users. Not retried by itself: the next look finds it still due. */
export const userSyncJob = defineJob(
  'sync-users',
  v.object({}),
  async (context) => {
    const synced = await syncUsers(context);
    if (!synced.ok) throw new Error(`The CRM's users could not be read: ${synced.problem.message}`);
  },
  { policy: 'exclusive', retries: 0 },
);

/** Queues the synchronisation whenever it is due: at start, then within `userSyncMinutes` of the last that succeeded. */
export function keepUsersSynced(context: Context): void {
  const { background, clock, config, stopping } = context;
  const look = () => {
    background.start('queue user synchronisation', () => queueIfDue(context));
    clock.after((config.limits.userSyncMinutes * 60_000) / LOOKS_PER_ROUND, look, stopping);
  };
  look();
}

async function queueIfDue({ clock, config, db, jobs }: Context): Promise<void> {
  const team = await db.selectFrom('team').select(['organisation_id', 'users_synced_at']).executeTakeFirst();
  if (!team?.organisation_id) return;
  const age = clock.now().getTime() - (team.users_synced_at?.getTime() ?? 0);
  // Of several processes that find it due, one queues it: the key is the same.
  const looksEvery = (config.limits.userSyncMinutes * 60_000) / LOOKS_PER_ROUND;
  if (age > config.limits.userSyncMinutes * 60_000 - looksEvery) await jobs.enqueue(db, userSyncJob, {}, USERS);
}
