import type { Kysely } from 'kysely';
import * as v from 'valibot';
import type { Context } from '#server/context.ts';
import type { CrmUser } from '#server/crm/crm.ts';
import type { Database } from '#server/database/schema.ts';
import type { AgentId } from '#shared/ids.ts';
import { agentIdSchema } from '#shared/ids.ts';
import { NO_PLACE } from './presence.ts';

type Needs = Pick<Context, 'randomBytes'>;

/** Adds or updates one CRM user; answers her agent id. */
export async function keepUser({ randomBytes }: Needs, tx: Kysely<Database>, user: CrmUser): Promise<AgentId> {
  const values = {
    name: user.name,
    email: user.email,
    role: user.administrator ? ('admin' as const) : ('agent' as const),
    active: user.active,
    locale: user.locale,
    time_zone: user.timeZone,
  };
  const row = await tx
    .insertInto('agents')
    .values({
      id: v.parse(agentIdSchema, `u_${randomBytes(10).toString('hex')}`),
      crm_user_id: user.crmUserId,
      ...values,
      // Who has never signed in has no status to restore.
      presence: 'offline',
      presence_since: NO_PLACE,
      last_signed_in_at: null,
    })
    .onConflict((conflict) => conflict.column('crm_user_id').doUpdateSet(values))
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Takes over the CRM's whole list. `changed`: known before, and now described otherwise; `deactivated`: active before, not now. */
export async function keepUsers(
  context: Needs,
  tx: Kysely<Database>,
  users: readonly CrmUser[],
): Promise<{ changed: AgentId[]; deactivated: AgentId[] }> {
  const before = await tx.selectFrom('agents').selectAll().execute();
  const byCrmId = new Map(users.map((user) => [user.crmUserId, user]));
  const known = new Set(before.map((agent) => agent.crm_user_id));
  const changed: AgentId[] = [];
  const deactivated: AgentId[] = [];
  for (const agent of before) {
    const user = byCrmId.get(agent.crm_user_id);
    if (agent.active && !user?.active) deactivated.push(agent.id);
    if (!user) {
      if (agent.active) await tx.updateTable('agents').set({ active: false }).where('id', '=', agent.id).execute();
    } else if (differs(agent, user)) {
      await keepUser(context, tx, user);
      if (user.active) changed.push(agent.id);
    }
  }
  for (const user of users) if (!known.has(user.crmUserId)) await keepUser(context, tx, user);
  return { changed, deactivated };
}

function differs(
  agent: { name: string; email: string; role: string; active: boolean; locale: string; time_zone: string },
  user: CrmUser,
): boolean {
  return (
    agent.name !== user.name ||
    agent.email !== user.email ||
    agent.active !== user.active ||
    (agent.role === 'admin') !== user.administrator ||
    agent.locale !== user.locale ||
    agent.time_zone !== user.timeZone
  );
}
