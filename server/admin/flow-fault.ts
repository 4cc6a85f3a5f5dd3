import type { Kysely } from 'kysely';
import { lintFlow } from '#server/call-flow/lint.ts';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import type { E164 } from '#shared/ids.ts';
import { type Problem, problem } from '#shared/problem.ts';
import { flowWorld } from './flow-world.ts';

/** Why a flow can't be saved as it is: the worst that the linter finds; undefined: it can. */
export async function flowFault(
  context: Pick<Context, 'clock' | 'config'>,
  tx: Kysely<Database>,
  number: E164,
  flow: CallFlow,
): Promise<Problem | undefined> {
  const { findings } = lintFlow(flow, await flowWorld(context, tx, number));
  const fault = findings.find(({ level }) => level === 'fault');
  if (!fault) return undefined;
  return problem('flow-faulty', 'This number can’t be saved yet: look at what its check says first.', {
    params: { code: fault.code, part: fault.part, ...(fault.option && { option: fault.option.join(' ') }) },
    field: 'flow',
  });
}
