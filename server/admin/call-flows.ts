import type { Kysely } from 'kysely';
import { flowOfCall } from '#server/calls/flow-of-call.ts';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { FlowVersion, SavedFlow } from '#shared/api/call-flow-api.ts';
import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import type { E164 } from '#shared/ids.ts';
import { type Problem, problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { everybodyIn } from './flow-contents.ts';

type Db = Kysely<Database>;

/** The version of a line from before there were any: what its callers meet follows from who is listed for it. */
export const NO_VERSION = 0;

/** The flow that a line's next caller meets. */
export async function liveFlow(db: Db, number: E164): Promise<Result<SavedFlow>> {
  const line = await db
    .selectFrom('incoming_numbers')
    .select(['name', 'flow_version', 'updated_at'])
    .where('number', '=', number)
    .executeTakeFirst();
  if (!line) return failed(noLine);
  if (line.flow_version !== null) return flowVersion(db, number, line.flow_version);
  const { flow } = await flowOfCall(db, { line: number, flow_version: null });
  return ok({
    number,
    name: line.name,
    flow,
    version: NO_VERSION,
    savedAt: line.updated_at.toISOString(),
    savedBy: '',
    noLongerActive: await noLongerActive(db, flow),
  });
}

/** A line's versions, newest first, also from before it was deleted and added again. */
export async function flowVersions({ db }: Pick<Context, 'db'>, number: E164): Promise<FlowVersion[]> {
  const rows = await db
    .selectFrom('call_flows')
    .innerJoin('agents', 'agents.id', 'call_flows.saved_by')
    .select(['version', 'changed', 'restored_from', 'saved_at', 'agents.name as savedBy'])
    .where('number', '=', number)
    .orderBy('version', 'desc')
    .execute();
  return rows.map((row) => ({
    version: row.version,
    savedAt: row.saved_at.toISOString(),
    savedBy: row.savedBy,
    changed: row.changed,
    restoredFrom: row.restored_from,
  }));
}

/** One version as it was saved, live or not. */
export async function flowVersion(db: Db, number: E164, version: number): Promise<Result<SavedFlow>> {
  const row = await db
    .selectFrom('call_flows')
    .innerJoin('agents', 'agents.id', 'call_flows.saved_by')
    .select(['call_flows.name', 'saved_at', 'agents.name as savedBy'])
    .where('number', '=', number)
    .where('version', '=', version)
    .executeTakeFirst();
  if (!row) return failed(noVersion);
  const { flow } = await flowOfCall(db, { line: number, flow_version: version });
  return ok({
    number,
    name: row.name,
    flow,
    version,
    savedAt: row.saved_at.toISOString(),
    savedBy: row.savedBy,
    noLongerActive: await noLongerActive(db, flow),
  });
}

async function noLongerActive(db: Db, flow: CallFlow): Promise<NonNullable<SavedFlow['noLongerActive']>> {
  const named = everybodyIn(flow);
  if (named.length === 0) return [];
  return db
    .selectFrom('agents')
    .select(['id as agentId', 'name'])
    .where('id', 'in', named)
    .where('active', '=', false)
    .orderBy('name')
    .execute();
}

export const noLine: Problem = problem('not-found', 'That number is not among the incoming numbers.');
const noVersion = problem('not-found', 'That number has no such version.');
