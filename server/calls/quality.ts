import type { Context } from '#server/context.ts';
import type { LegQualityReport } from '#shared/api/quality-api.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { concernedBy } from './call.store.ts';
import { callGone } from './end-call.ts';

/** Keeps how well an agent's leg was heard. A report covers the leg from its beginning: the latest one holds. */
export async function keepQuality(
  { clock, db }: Pick<Context, 'clock' | 'db'>,
  agentId: AgentId,
  id: CallId,
  { leg, mos, jitterMs, loss, roundTripMs, warnings }: LegQualityReport,
): Promise<Result<Record<string, never>>> {
  const call = await db.selectFrom('calls').select(['rang', 'agent_id']).where('id', '=', id).executeTakeFirst();
  if (!call || !concernedBy(call).includes(agentId)) return failed(callGone);
  const measured = {
    ...{ mos, loss, jitter_ms: jitterMs, round_trip_ms: roundTripMs },
    ...{ warnings: JSON.stringify([...new Set(warnings)]), updated_at: clock.now() },
  };
  await db
    .insertInto('call_quality')
    .values({ call_id: id, leg, agent_id: agentId, ...measured })
    // Another agent's leg is not hers to judge.
    .onConflict((conflict) =>
      conflict.columns(['call_id', 'leg']).doUpdateSet(measured).where('call_quality.agent_id', '=', agentId),
    )
    .execute();
  return ok({});
}
