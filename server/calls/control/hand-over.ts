import type { Kysely } from 'kysely';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { AgentId, CallId } from '#shared/ids.ts';

/**
 * A call is another agent's from now on: what was noted of it so far goes with it, and is hers to finish. One call, one log. What she
 * has noted of it herself before (it was hers already, and came back) gives way to it.
 */
export async function handOver(
  { clock, realtime }: Pick<Context, 'clock' | 'realtime'>,
  tx: Kysely<Database>,
  callId: CallId,
  { from, agentId }: { from: AgentId; agentId: AgentId },
): Promise<void> {
  if (from !== agentId) {
    const noted = await tx
      .deleteFrom('wrap_ups')
      .where('call_id', '=', callId)
      .where('agent_id', '=', from)
      .returningAll()
      .executeTakeFirst();
    if (noted) {
      // The edits of another softphone count anew.
      const taken = {
        draft: JSON.stringify(noted.draft),
        edit: 0,
        card: null,
        saved_at: null,
        updated_at: clock.now(),
      };
      await tx
        .insertInto('wrap_ups')
        .values({ call_id: callId, agent_id: agentId, ...taken })
        .onConflict((conflict) => conflict.columns(['call_id', 'agent_id']).doUpdateSet(taken))
        .execute();
    }
  }
  for (const topic of ['calls', 'wrap-ups', 'recent-calls'] as const) await realtime.tell(tx, [from, agentId], topic);
}
