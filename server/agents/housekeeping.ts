import type { Context } from '#server/context.ts';
import { everyRound } from '#server/jobs/rounds.ts';

const EVERY_MS = 3_600_000;
/** Nothing needs them any more; a day leaves time to look into what happened. */
const KEPT_MS = 24 * 3_600_000;
/** The row of a softphone that has not come back tells nothing any more. */
const ENDPOINT_KEPT_MS = 7 * 24 * 3_600_000;

/** Deletes what has expired, every hour, by one process for all; twice does no harm. */
export function keepHouse(context: Pick<Context, 'background' | 'clock' | 'db' | 'stopping'>): void {
  everyRound(context, 'housekeeping', EVERY_MS, () => deleteExpired(context));
}

export async function deleteExpired({ clock, db }: Pick<Context, 'clock' | 'db'>): Promise<void> {
  const now = clock.now().getTime();
  const dayAgo = new Date(now - KEPT_MS);
  await db.deleteFrom('once_codes').where('expires_at', '<', dayAgo).execute();
  await db.deleteFrom('attempts').where('minute', '<', dayAgo).execute();
  await db.deleteFrom('sessions').where('expires_at', '<', new Date(now)).execute();
  await db
    .deleteFrom('endpoints')
    .where('alive_at', '<', new Date(now - ENDPOINT_KEPT_MS))
    .execute();
}
