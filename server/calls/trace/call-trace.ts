import type { SignedInAgent } from '#server/agents/sessions.ts';
import { agentsOfLine, concernedBy, readEvents } from '#server/calls/call.store.ts';
import type { CallRow } from '#server/calls/call-row.ts';
import { callGone } from '#server/calls/end-call.ts';
import { flowOfCall } from '#server/calls/flow-of-call.ts';
import type { Context } from '#server/context.ts';
import { TRACE_CODES, type TraceLine } from '#shared/api/trace-api.ts';
import { CONTRACT } from '#shared/api/version.ts';
import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import type { CallId } from '#shared/ids.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { traceOf } from './trace-lines.ts';

/**
 * What happened in a call and why, oldest first. For whoever it concerned: an agent who was rung or talked, one of a line that missed it,
 * an administrator. Anybody else learns not even that there is such a call. `minor`: of the reader's contract.
 */
export async function callTrace(
  { db }: Pick<Context, 'db'>,
  agent: Pick<SignedInAgent, 'id' | 'role'>,
  callId: CallId,
  minor: number = CONTRACT.minor,
): Promise<Result<{ callId: CallId; lines: TraceLine[] }>> {
  const row = await db.selectFrom('calls').selectAll().where('id', '=', callId).executeTakeFirst();
  if (!row || !(await maySee(db, agent, row))) return failed(callGone);
  const [events, people, recording, quality] = await Promise.all([
    readEvents(db, callId),
    db.selectFrom('agents').select(['id', 'name']).execute(),
    db
      .selectFrom('recordings')
      .select(['voicemail', 'seconds'])
      .where('call_id', '=', callId)
      .where('voicemail', '=', true)
      .executeTakeFirst(),
    db
      .selectFrom('call_quality')
      .select(['agent_id', 'mos', 'loss', 'jitter_ms', 'updated_at'])
      .where('call_id', '=', callId)
      .execute(),
  ]);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const lines = traceOf({
    events,
    row,
    flow: row.direction === 'incoming' ? await flowIfKept(db, row) : null,
    nameOf: (id) => names.get(id) ?? '',
    voicemailSeconds: recording?.voicemail ? recording.seconds : null,
    quality: quality.map(({ agent_id: agentId, jitter_ms: jitterMs, loss, mos, updated_at: at }) => ({
      agentId,
      at,
      jitterMs,
      loss,
      mos,
    })),
  });
  const known = new Set<string>(TRACE_CODES);
  return ok({ callId, lines: minor < 4 ? lines.filter(({ code }) => known.has(code)) : lines });
}

async function maySee(
  db: Context['db'],
  { id, role }: Pick<SignedInAgent, 'id' | 'role'>,
  row: CallRow,
): Promise<boolean> {
  if (role === 'admin' || concernedBy(row).includes(id)) return true;
  return row.disposition === 'missed' && (await agentsOfLine(db, row.line)).includes(id);
}

async function flowIfKept(db: Context['db'], row: CallRow): Promise<CallFlow | null> {
  return row.flow_version === null ? null : (await flowOfCall(db, row)).flow;
}
