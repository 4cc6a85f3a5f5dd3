import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
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
  /** null: from before there were flows. */
  edition: string | null;
}

type Of = Pick<CallRow, 'line' | 'flow_version'>;

/** The flow that was live when the caller came, as long as she is in it; lines from before there were flows ring everybody listed at once. */
export async function flowOfCall(tx: Tx, row: Of): Promise<FlowOfCall> {
  const found = await tx.selectNoFrom((eb) => whichFlow(eb, row)).executeTakeFirstOrThrow();
  return flowFound(tx, row, found);
}

/** For a statement that asks for more besides: what `flowFound` has to know. */
export const whichFlow = ({ selectFrom }: ExpressionBuilder<Database, never>, row: Of) => [
  selectFrom('incoming_numbers').select('number').where('number', '=', row.line).as('answeredLine'),
  selectFrom('call_flows')
    .select('edition')
    .where('number', '=', row.line)
    .where('version', '=', row.flow_version ?? 0)
    .as('edition'),
];

export async function flowFound(
  tx: Tx,
  row: Of,
  { answeredLine, edition }: { answeredLine: E164 | null; edition: string | null },
): Promise<FlowOfCall> {
  const read =
    edition === null ? await flowFromBefore(tx, row) : (known.get(edition) ?? (await readFlow(tx, row, edition)));
  return { ...read, deleted: answeredLine === null, edition };
}

type Read = Omit<FlowOfCall, 'deleted' | 'edition'>;

/** A flow that this process has read before. */
export const knownFlow = (edition: string): Pick<FlowOfCall, 'agentIds' | 'flow'> | undefined => known.get(edition);

/** By edition. To read a large flow takes PostgreSQL and us a millisecond, and a key that somebody presses must not. */
const known = new Map<string, Read>();
const MOST_KNOWN = 50;

async function readFlow(tx: Tx, row: Of, edition: string): Promise<Read> {
  const { text } = await tx
    .selectFrom('call_flows')
    .select(sql<string>`flow::text`.as('text'))
    .where('number', '=', row.line)
    .where('version', '=', row.flow_version)
    .executeTakeFirstOrThrow();
  const flow = v.parse(callFlowSchema, JSON.parse(text));
  const fresh = { flow, agentIds: agentsOf(flow) };
  // Whoever was read first is read again: the order hardly matters, that they don't become ever more does.
  for (const oldest of known.keys()) if (known.size >= MOST_KNOWN) known.delete(oldest);
  known.set(edition, fresh);
  return fresh;
}

async function flowFromBefore(tx: Tx, { line, flow_version }: Of): Promise<Read> {
  if (flow_version !== null) throw new Error(`version ${flow_version} of a call flow is gone`);
  const agentIds = await agentsOfLine(tx, line);
  const { rows } = await sql<{ record: boolean }>`select record from incoming_numbers where number = ${line}`.execute(
    tx,
  );
  const flow = { ...newFlow(languageOfLine(line), 'UTC', agentIds), record: rows[0]?.record ?? false };
  return { flow, agentIds: agentsOf(flow) };
}
