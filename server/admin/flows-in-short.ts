import { lintFlow } from '#server/call-flow/lint.ts';
import { flowOfCall } from '#server/calls/flow-of-call.ts';
import type { Context } from '#server/context.ts';
import type { FlowInShort } from '#shared/api/call-flow-api.ts';
import { summaryOf } from '#shared/call-flow/summary.ts';
import { flowWorlds } from './flow-world.ts';

/** What every line does with its callers, and how much there is to fix about it now. */
export async function flowsInShort(context: Pick<Context, 'clock' | 'config' | 'db'>): Promise<FlowInShort[]> {
  const { db } = context;
  const lines = await db.selectFrom('incoming_numbers').select(['number', 'flow_version']).orderBy('number').execute();
  const worldOf = await flowWorlds(context, db);
  const flows: FlowInShort[] = [];
  for (const { number, flow_version } of lines) {
    const { flow } = await flowOfCall(db, { line: number, flow_version });
    const { findings } = lintFlow(flow, worldOf(number));
    const faults = findings.filter(({ level }) => level === 'fault').length;
    const warnings = findings.filter(({ level }) => level === 'warning').length;
    flows.push({ number, does: summaryOf(flow), faults, toFix: faults + warnings });
  }
  return flows;
}
