import { type Kysely, sql } from 'kysely';
import * as v from 'valibot';
import type { Database } from '#server/database/schema.ts';
import { type CallFlow, callFlowSchema } from '#shared/call-flow/call-flow.schema.ts';
import { languageOfLine } from '#shared/call-flow/line-language.ts';
import { newFlow } from '#shared/call-flow/new-flow.ts';
import { agentsOf } from '#shared/call-flow/tree.ts';
import type { AgentId, E164 } from '#shared/ids.ts';
import { agentsOfLine } from './call.store.ts';
import type { CallRow } from './call-row.ts';

type Tx = Kysely<Database>;

/** What a caller meets from beginning to end. */
export interface FlowOfCall {
  flow: CallFlow;
  /** Everybody whom it may ring. */
  agentIds: AgentId[];
  /** Its number has been deleted meanwhile: nobody is rung any more. */
  deleted: boolean;
}

/** The flow that was live when the caller came, as long as she is in it; lines from before there were flows ring everybody listed at once. */
export async function flowOfCall(tx: Tx, row: Pick<CallRow, 'line' | 'flow_version'>): Promise<FlowOfCall> {
  const found = await tx
    .selectNoFrom(({ selectFrom }) => [
      selectFrom('incoming_numbers').select('number').where('number', '=', row.line).as('line'),
      selectFrom('call_flows')
        .select(sql<string>`flow::text`.as('text'))
        .where('number', '=', row.line)
        .where('version', '=', row.flow_version ?? 0)
        .as('text'),
    ])
    .executeTakeFirstOrThrow();
  const deleted = found.line === null;
  if (found.text) return { ...readFlow(found.text), deleted };
  const flow = await flowFromBefore(tx, row.line, row.flow_version);
  return { flow, agentIds: agentsOf(flow), deleted };
}

type Read = Omit<FlowOfCall, 'deleted'>;

/** Reading a large flow takes a millisecond, at every key that somebody presses: what is the same text is the same flow. */
const read = new Map<string, Read>();
const MOST_READ = 50;

function readFlow(text: string): Read {
  const known = read.get(text);
  if (known) return known;
  const flow = v.parse(callFlowSchema, JSON.parse(text));
  const fresh = { flow, agentIds: agentsOf(flow) };
  // Whoever was read first is read again: the order hardly matters, that they don't become ever more does.
  for (const oldest of read.keys()) if (read.size >= MOST_READ) read.delete(oldest);
  read.set(text, fresh);
  return fresh;
}

async function flowFromBefore(tx: Tx, line: E164, version: number | null): Promise<CallFlow> {
  if (version !== null) throw new Error(`version ${version} of a call flow is gone`);
  const agentIds = await agentsOfLine(tx, line);
  const { rows } = await sql<{ record: boolean }>`select record from incoming_numbers where number = ${line}`.execute(
    tx,
  );
  return { ...newFlow(languageOfLine(line), 'UTC', agentIds), record: rows[0]?.record ?? false };
}
