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
 * Registers an agent's newest endpoint in place of any former one. The last row of an agent stays when its socket closes: it
 * tells when she was last alive.
 */
export async function openEndpoint(
  context: Pick<Context, 'clock'>,
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
    .deleteFrom('endpoints')
    .where('agent_id', '=', endpoint.agentId)
    .returning('alive_at')
    .execute();
  const lastAlive = Math.max(0, ...former.map((row) => row.alive_at.getTime()));
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
      connected_at: now,
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
    set alive_at = sign.at, registered = sign.registered, on_call = sign.on_call, wrapping_up = sign.wrapping_up
    from jsonb_to_recordset(${rows}::jsonb)
      as sign (id text, at timestamptz, registered boolean, on_call boolean, wrapping_up boolean)
    where endpoints.id = sign.id
  `.execute(db);
}

/** The sockets are gone: nobody rings there any more. */
export async function closeEndpoints(db: Kysely<Database>, endpointIds: readonly string[]): Promise<void> {
  if (endpointIds.length === 0) return;
  await db
    .updateTable('endpoints')
    .set({ registered: false, on_call: false, wrapping_up: false })
    .where('id', 'in', endpointIds)
    .execute();
}

/** Which of these still are their agents' newest. */
export async function presentEndpoints(db: Kysely<Database>, endpointIds: readonly string[]): Promise<Set<string>> {
  if (endpointIds.length === 0) return new Set();
  const rows = await db.selectFrom('endpoints').select('id').where('id', 'in', endpointIds).execute();
  return new Set(rows.map((row) => row.id));
}
