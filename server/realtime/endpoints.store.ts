import { type Kysely, sql } from 'kysely';
import { PLACE_KEPT_MS } from '#server/agents/presence.ts';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { AgentId } from '#shared/ids.ts';

export interface SignOfLife {
  endpointId: string;
  at: Date;
  registered: boolean;
  onCall: boolean;
  wrappingUp: boolean;
}

/**
 * Registers an agent's newest endpoint in place of any former one, but for one that is on a call: that keeps its call to the end, and
 * she is busy meanwhile. The last row of an agent stays when its socket closes: it tells when she was last alive.
 */
export async function openEndpoint(
  context: Pick<Context, 'clock' | 'config'>,
  tx: Kysely<Database>,
  endpoint: { id: string; agentId: AgentId; processId: string },
): Promise<void> {
  const now = context.clock.now();
  // The agent's row is the lock: of two that connect at once, the later one stays.
  const agent = await tx
    .selectFrom('agents')
    .select(['presence'])
    .where('id', '=', endpoint.agentId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const former = await tx
    .selectFrom('endpoints')
    .select(['id', 'alive_at', 'connected_at', 'on_call'])
    .where('agent_id', '=', endpoint.agentId)
    .execute();
  const lastAlive = Math.max(0, ...former.map((row) => row.alive_at.getTime()));
  const silent = now.getTime() - context.config.limits.silentMs;
  const over = former.filter((row) => !row.on_call || row.alive_at.getTime() < silent).map(({ id }) => id);
  if (over.length > 0) await tx.deleteFrom('endpoints').where('id', 'in', over).execute();
  // Of two that connect within a millisecond one is the newest all the same.
  const connectedAt = Math.max(now.getTime(), ...former.map((row) => row.connected_at.getTime() + 1));
  if (agent.presence === 'online' && now.getTime() - lastAlive > PLACE_KEPT_MS) {
    await tx
      .updateTable('agents')
      .set({ presence_since: now, place_by_call: false })
      .where('id', '=', endpoint.agentId)
      .execute();
  }
  await tx
    .insertInto('endpoints')
    .values({
      id: endpoint.id,
      agent_id: endpoint.agentId,
      process_id: endpoint.processId,
      connected_at: new Date(connectedAt),
      alive_at: now,
      registered: false,
      on_call: false,
      wrapping_up: false,
    })
    .execute();
}

/** Writes what several endpoints said, in one statement. */
export async function keepSignsOfLife(db: Kysely<Database>, signs: readonly SignOfLife[]): Promise<void> {
  if (signs.length === 0) return;
  const rows = JSON.stringify(
    signs.map((sign) => ({
      id: sign.endpointId,
      at: sign.at,
      registered: sign.registered,
      on_call: sign.onCall,
      wrapping_up: sign.wrappingUp,
    })),
  );
  await sql`
    update endpoints
    set alive_at = sign.at, registered = sign.registered, on_call = sign.on_call, wrapping_up = sign.wrapping_up,
      was_on_call = endpoints.was_on_call or sign.on_call
    from jsonb_to_recordset(${rows}::jsonb)
      as sign (id text, at timestamptz, registered boolean, on_call boolean, wrapping_up boolean)
    where endpoints.id = sign.id
  `.execute(db);
}

/** Softphones that are on a call and back at another process have left their former one, which died and could not say so. */
export async function forgetLostSockets(db: Kysely<Database>, onCall: readonly string[]): Promise<void> {
  if (onCall.length === 0) return;
  await sql`
    delete from endpoints former using endpoints newer
    where newer.id in (select jsonb_array_elements_text(${JSON.stringify(onCall)}::jsonb))
      and former.agent_id = newer.agent_id and former.on_call
      and former.connected_at < newer.connected_at and former.process_id <> newer.process_id
  `.execute(db);
}

/** The sockets are gone: nobody rings there any more. */
export async function closeEndpoints(db: Kysely<Database>, endpointIds: readonly string[]): Promise<void> {
  if (endpointIds.length === 0) return;
  await db
    .deleteFrom('endpoints')
    .where('id', 'in', endpointIds)
    .where(({ exists }) => exists(newerEndpoint(db)))
    .execute();
  await db
    .updateTable('endpoints')
    .set({ registered: false, on_call: false, wrapping_up: false })
    .where('id', 'in', endpointIds)
    .execute();
}

/** Which of these still are their agents' newest, or on a call. */
export async function presentEndpoints(db: Kysely<Database>, endpointIds: readonly string[]): Promise<Set<string>> {
  if (endpointIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('endpoints')
    .select('endpoints.id')
    .where('endpoints.id', 'in', endpointIds)
    .where(({ or, eb, not, exists }) => or([eb('endpoints.on_call', '=', true), not(exists(newerEndpoint(db)))]))
    .execute();
  return new Set(rows.map((row) => row.id));
}

const newerEndpoint = (db: Kysely<Database>) =>
  db
    .selectFrom('endpoints as newer')
    .select('newer.id')
    .whereRef('newer.agent_id', '=', sql.ref('endpoints.agent_id'))
    .where('newer.connected_at', '>', sql.ref<Date>('endpoints.connected_at'));
