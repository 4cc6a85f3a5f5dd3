import { OPEN_MS } from '#server/calls/write-back/write-back.schedule.ts';
import type { Context } from '#server/context.ts';
import type { AgentId, CallId } from '#shared/ids.ts';

/** How long one that is written is still shown. */
export const SHOWN_MS = 60_000;
const MOST = 50;
const DAY_MS = 86_400_000;

/** The calls of hers whose wrap-ups may be shown now, newest first. In parts that each have an index. */
export async function wrapUpsToShow({ clock, db }: Context, agentId: AgentId): Promise<CallId[]> {
  const now = clock.now().getTime();
  const hers = db
    .selectFrom('calls')
    .select(['calls.id', 'calls.created_at'])
    .where('calls.agent_id', '=', agentId)
    .where(({ or, eb }) => or([eb('calls.direction', '=', 'incoming'), eb('calls.parent_sid', 'is not', null)]));
  const toDo = db.selectFrom('write_backs').select('call_id').where('state', '!=', 'done');
  const justWritten = db
    .selectFrom('write_backs')
    .select('call_id')
    .where('updated_at', '>', new Date(now - SHOWN_MS));
  const ids = hers
    .where('calls.created_at', '>', new Date(now - DAY_MS))
    .where(({ or, eb }) =>
      or([
        eb('calls.state', '!=', 'ended'),
        eb('calls.ended_at', '>', new Date(now - OPEN_MS - SHOWN_MS)),
        eb('calls.id', 'in', justWritten),
      ]),
    )
    .union(hers.where('calls.id', 'in', toDo))
    .union(
      // Whom it rang may note it before the ledger knows who has answered.
      db
        .selectFrom('wrap_ups')
        .innerJoin('calls', 'calls.id', 'wrap_ups.call_id')
        .select(['calls.id', 'calls.created_at'])
        .where('wrap_ups.agent_id', '=', agentId)
        .where('calls.agent_id', 'is', null)
        .where('calls.state', '!=', 'ended'),
    );
  const rows = await db
    .selectFrom(ids.as('mine'))
    .select('mine.id')
    .orderBy('mine.created_at', 'desc')
    .orderBy('mine.id')
    .limit(MOST)
    .execute();
  return rows.map((row) => row.id);
}
