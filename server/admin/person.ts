import type { Kysely } from 'kysely';
import { changePresence } from '#server/agents/presence.ts';
import { endSessions } from '#server/agents/sessions.ts';
import { agentMayBeFree } from '#server/calls/queue/queue-dispatch.ts';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { Presence } from '#shared/call/call.ts';
import type { AgentId } from '#shared/ids.ts';
import { type Problem, problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { noteChange } from './changes.ts';

type Done = Result<Record<string, never>>;

/** Ends every session of a person; her softphones are told within seconds. A call she is on goes on. */
export async function signOutPerson(context: Context, by: AgentId, agentId: AgentId): Promise<Done> {
  const done = await context.db.transaction().execute(async (tx): Promise<Done> => {
    const name = await nameOf(tx, agentId);
    if (name === undefined) return failed(nobody);
    await endSessions(context, tx, { agentIds: [agentId] });
    await noteChange(context, tx, { by, kind: 'person-signed-out', subject: name });
    return ok({});
  });
  if (done.ok) context.log.info('signed out by an administrator', { agentId, by });
  return done;
}

/** Sets a person Offline, or Online again, on all her softphones. Her place in line follows as if she had done it. */
export async function setPersonPresence(
  context: Context,
  by: AgentId,
  agentId: AgentId,
  presence: Presence,
): Promise<Done> {
  const done = await context.db.transaction().execute(async (tx): Promise<Done> => {
    const name = await nameOf(tx, agentId);
    if (name === undefined) return failed(nobody);
    const changed = await changePresence(context, tx, agentId, presence);
    const kind = presence === 'offline' ? 'person-set-offline' : 'person-presence-set';
    if (changed) await noteChange(context, tx, { by, kind, subject: name, values: { presence } });
    return ok({});
  });
  if (done.ok && presence === 'online') agentMayBeFree(context);
  return done;
}

/** Of an active user of the CRM; undefined: there is no such person any more. */
export async function nameOf(tx: Kysely<Database>, agentId: AgentId): Promise<string | undefined> {
  const person = await tx
    .selectFrom('agents')
    .select('name')
    .where('id', '=', agentId)
    .where('active', '=', true)
    .executeTakeFirst();
  return person?.name;
}

/** Also of who no longer is one. */
export async function nameOfAnybody(tx: Kysely<Database>, agentId: AgentId): Promise<string | undefined> {
  return (await tx.selectFrom('agents').select('name').where('id', '=', agentId).executeTakeFirst())?.name;
}

export const nobody: Problem = problem('user-unknown', 'There is no such person.');
