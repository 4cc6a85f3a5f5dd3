import type { Kysely } from 'kysely';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import { misfit } from '#shared/call-flow/tree.ts';
import type { E164 } from '#shared/ids.ts';
import { type Problem, problem } from '#shared/problem.ts';

/** Why a flow can't be saved as it is; undefined: it can. */
export async function flowFault(
  _context: Context,
  _tx: Kysely<Database>,
  _number: E164 | null,
  flow: CallFlow,
): Promise<Problem | undefined> {
  const wrong = misfit(flow.menu);
  return (
    wrong &&
    problem('flow-faulty', 'This call flow cannot be saved yet.', { params: { code: CODES[wrong.why] }, field: 'flow' })
  );
}

const CODES = { levels: 'too-many-levels', options: 'too-many-options', 'same-key': 'same-key' } as const;
