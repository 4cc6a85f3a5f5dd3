import { agentOf } from '#server/agents/me.ts';
import { reachableAgents } from '#server/agents/reachable.ts';
import { endSessions } from '#server/agents/sessions.ts';
import { wrappingUpAgents } from '#server/agents/wrapping-up.ts';
import type { Context } from '#server/context.ts';
import type { Person } from '#shared/api/admin-api.ts';
import type { AgentId } from '#shared/ids.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';

/** Every active CRM user, with what she can do now. */
export async function people({ db, clock, config }: Context): Promise<Person[]> {
  const now = clock.now();
  const alive = new Date(now.getTime() - config.limits.silentMs);
  const agents = await db
    .selectFrom('agents')
    .selectAll()
    .where('active', '=', true)
    .orderBy('name')
    .orderBy('id')
    .execute();
  const ids = agents.map((agent) => agent.id);
  const reachable = await reachableAgents(db, now, ids, config.limits.silentMs);
  const wrappingUp = await wrappingUpAgents(db, now, ids, config.limits.silentMs);
  const onCall = await db
    .selectFrom('endpoints')
    .select('agent_id')
    .where('on_call', '=', true)
    .where('alive_at', '>=', alive)
    .execute();
  return agents.map((row) => ({
    agent: agentOf(row),
    signedIn: row.last_signed_in_at !== null,
    presence: row.presence,
    reachable: reachable.includes(row.id),
    onCall: onCall.some((endpoint) => endpoint.agent_id === row.id),
    wrappingUp: wrappingUp.includes(row.id),
  }));
}

/** Ends every session of a person; her softphones are told within seconds. A call she is on goes on. */
export async function signOutPerson(
  context: Context,
  agentId: AgentId,
  by: AgentId,
): Promise<Result<Record<string, never>>> {
  const known = await context.db.selectFrom('agents').select('id').where('id', '=', agentId).executeTakeFirst();
  if (!known) return failed(problem('user-unknown', 'There is no such person.'));
  await context.db.transaction().execute((tx) => endSessions(context, tx, { agentIds: [agentId] }));
  context.log.info('signed out by an administrator', { agentId, by });
  return ok({});
}
