import { type Kysely, sql } from 'kysely';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { AwayReason } from '#shared/call/away.ts';
import type { AgentId } from '#shared/ids.ts';
import { changePresence } from './presence.ts';

type Tx = Kysely<Database>;
const REASON: AwayReason = 'not-answering';

/**
 * She has let a call ring; `at`: until then. After as many in a row as the team lets pass she is Away, and told so. What is heard of after
 * she has answered another, or while she is not online, counts for nothing.
 */
export async function letRing(
  context: Pick<Context, 'clock' | 'realtime' | 'log'>,
  tx: Tx,
  agentId: AgentId,
  at: Date,
): Promise<void> {
  const team = await tx.selectFrom('team').select('away_after_unanswered').executeTakeFirst();
  const most = team?.away_after_unanswered ?? 0;
  if (most === 0) return;
  const counted = await tx
    .updateTable('agents')
    .set({ unanswered: sql<number>`unanswered + 1` })
    .where('id', '=', agentId)
    .where('presence', '=', 'online')
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom('calls')
            .select('calls.id')
            .whereRef('calls.agent_id', '=', 'agents.id')
            .where('answered_at', '>', at),
        ),
      ),
    )
    .returning('unanswered')
    .executeTakeFirst();
  if (!counted || counted.unanswered < most) return;
  await changePresence(context, tx, agentId, 'away', { reason: REASON, until: null });
  context.log.info('not answering', { agentId, calls: counted.unanswered });
}

/** She has answered: whatever she let ring before is forgotten. */
export async function hasAnswered(tx: Tx, agentId: AgentId): Promise<void> {
  await tx.updateTable('agents').set({ unanswered: 0 }).where('id', '=', agentId).where('unanswered', '>', 0).execute();
}
