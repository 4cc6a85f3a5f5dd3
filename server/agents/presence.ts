import type { Context } from '#server/context.ts';
import type { Presence } from '#shared/call/call.ts';
import type { AgentId } from '#shared/ids.ts';

/** `presence_since` of an agent who has no place in line: Offline gave it up, and Away afterwards does not give it back. */
export const NO_PLACE = new Date(0);

/**
 * Keeps what an agent chose, whichever of her softphones she chose it on, and tells them all. Her place in line counts from
 * setting Online; Away keeps it, Offline loses it.
 */
export async function setPresence(
  { clock, db, realtime, log }: Pick<Context, 'clock' | 'db' | 'realtime' | 'log'>,
  agentId: AgentId,
  presence: Presence,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const before = await tx
      .selectFrom('agents')
      .select(['presence', 'presence_since'])
      .where('id', '=', agentId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (before.presence === presence) return;
    const since = placeAfter(presence, before.presence_since, clock.now());
    await tx.updateTable('agents').set({ presence, presence_since: since }).where('id', '=', agentId).execute();
    await realtime.tell(tx, [agentId], 'me');
    log.info('presence chosen', { agentId, presence });
  });
}

/** Her place in line after choosing `presence`: when she set Online, or `NO_PLACE`. */
export function placeAfter(presence: Presence, since: Date, now: Date): Date {
  if (presence === 'offline') return NO_PLACE;
  if (presence === 'online' && since.getTime() === NO_PLACE.getTime()) return now;
  return since;
}
