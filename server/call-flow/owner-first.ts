import type { People } from '#shared/call-flow/call-flow.schema.ts';
import { agentsOf } from '#shared/call-flow/tree.ts';
import { callees } from './callees.ts';
import type { Ringing } from './hunt-group.ts';
import type { Caller } from './prompts.ts';

/**
 * The owner of the caller's record, who rings before the others. null: there is none, she is not one of the number's people or can't
 * be rung, or the group is nobody but her and rings her anyway, and longer.
 */
export function ownerFirst({ flow, facts }: Caller, people: People): Ringing | null {
  const { owner } = facts;
  if (!flow.ownerFirst.on || owner === null || !agentsOf(flow).includes(owner)) return null;
  const others = callees(people.agentIds, facts, [owner]);
  const [callee] = callees([owner], facts);
  if (!callee || (others.length === 0 && people.agentIds.includes(owner))) return null;
  return { callees: [callee], round: 1, rung: [owner], seconds: flow.ownerFirst.seconds };
}
