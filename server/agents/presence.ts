import type { Kysely } from 'kysely';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { Presence } from '#shared/call/call.ts';
import type { AgentId } from '#shared/ids.ts';

/** `presence_since` of an agent who has no place in line: Offline gave it up, and Away afterwards does not give it back. */
export const NO_PLACE = new Date(0);

/** Silence up to this keeps an agent's place in line; longer, it counts anew from her return. */
export const PLACE_KEPT_MS = 10 * 60_000;

/**
 * Keeps what an agent chose, whichever of her softphones she chose it on, and tells them all. Her place in line counts from
 * setting Online; Away keeps it, Offline loses it.
 */
export async function setPresence(
  context: Pick<Context, 'clock' | 'db' | 'realtime' | 'log'>,
  agentId: AgentId,
  presence: Presence,
): Promise<void> {
  await context.db.transaction().execute((tx) => changePresence(context, tx, agentId, presence));
}

/** Why somebody is Away, and until when by her own word. */
export interface Away {
  /** One of `AWAY_REASONS`, or her own words; null: she did not say. */
  readonly reason: string | null;
  readonly until: Date | null;
}

/**
 * The same within a transaction; answers whether anything changed. Without `away` somebody who is Away stays as she said; coming back
 * ends it.
 */
export async function changePresence(
  { clock, realtime, log }: Pick<Context, 'clock' | 'realtime' | 'log'>,
  tx: Kysely<Database>,
  agentId: AgentId,
  presence: Presence,
  away?: Away,
): Promise<boolean> {
  const before = await tx
    .selectFrom('agents')
    .select(['presence', 'presence_since', 'away_reason', 'away_until'])
    .where('id', '=', agentId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const { reason, until } = awayAfter(presence, away);
  const sameWord = before.away_reason === reason && before.away_until?.getTime() === until?.getTime();
  if (before.presence === presence && (away === undefined || sameWord)) return false;
  const since = placeAfter(presence, before.presence_since, clock.now());
  const lostAt = since.getTime() === NO_PLACE.getTime() ? clock.now() : null;
  const moved = since.getTime() !== before.presence_since.getTime();
  await tx
    .updateTable('agents')
    .set({
      ...{ presence, presence_since: since, away_reason: reason, away_until: until, unanswered: 0 },
      ...(moved && { place_by_call: false, place_lost_at: lostAt }),
    })
    .where('id', '=', agentId)
    .execute();
  await realtime.tell(tx, [agentId], 'me');
  log.info('presence chosen', { agentId, presence });
  return true;
}

const awayAfter = (presence: Presence, away: Away | undefined): Away =>
  presence === 'away' && away !== undefined ? away : { reason: null, until: null };

/** She has answered a call, saved and closed it: she goes to the end of the line (line 72). Who has no place gets none. */
export async function goToEndOfLine(
  { clock, log }: Pick<Context, 'clock' | 'log'>,
  tx: Kysely<Database>,
  agentId: AgentId,
): Promise<void> {
  const moved = await tx
    .updateTable('agents')
    .set({ presence_since: clock.now(), place_by_call: true })
    .where('id', '=', agentId)
    .where('presence', '!=', 'offline')
    .where('presence_since', '!=', NO_PLACE)
    .returning('id')
    .executeTakeFirst();
  if (moved) log.info('went to the end of the line', { agentId });
}

/** Her place in line after choosing `presence`: when she set Online, or `NO_PLACE`. */
export function placeAfter(presence: Presence, since: Date, now: Date): Date {
  if (presence === 'offline') return NO_PLACE;
  if (presence === 'online' && since.getTime() === NO_PLACE.getTime()) return now;
  return since;
}
