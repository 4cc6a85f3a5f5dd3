import { resumeWriteBacks } from '#server/calls/write-back/write-back.retry.ts';
import type { Context } from '#server/context.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { keepUsers } from './agents.store.ts';
import { endSessions } from './sessions.ts';

export interface Synced {
  users: number;
  deactivated: number;
}

/**
 * Brings our agents in line with the CRM's users: new ones, names, roles, and who is no longer active, whose sessions end.
 * A user missing from the list counts as no longer active. Problems: those of the CRM.
 */
export async function syncUsers(context: Context): Promise<Result<Synced>> {
  const { clock, crm, db, log, realtime } = context;
  const users = await crm.users();
  if (!users.ok) return users;
  if (!users.value.some((user) => user.active && user.administrator)) {
    // No organisation is without one: a list like this would sign everybody out because of a mistake.
    return failed(
      problem('crm-away', 'The CRM’s list of users names no active administrator; it is asked again.', { retry: true }),
    );
  }
  const synced = await db.transaction().execute(async (tx) => {
    const { changed, deactivated } = await keepUsers(context, tx, users.value);
    await endSessions(context, tx, { agentIds: deactivated });
    await realtime.tell(tx, changed, 'me');
    await tx.updateTable('team').set({ users_synced_at: clock.now() }).where('id', '=', 1).execute();
    return { users: users.value.length, deactivated };
  });
  // Not only of those found now: an earlier run may have ended before it came to this.
  const left = await db
    .selectFrom('crm_tokens')
    .innerJoin('agents', 'agents.id', 'crm_tokens.owner')
    .select('agents.id')
    .where('agents.active', '=', false)
    .execute();
  for (const id of new Set([...synced.deactivated, ...left.map((row) => row.id)])) await crm.forgetTokens(id);
  // What waited for a sign-in that will not come.
  await resumeWriteBacks(context, 'organisation');
  log.info('CRM users synchronised', { users: synced.users, deactivated: synced.deactivated.length });
  return ok({ users: synced.users, deactivated: synced.deactivated.length });
}
