import type { People } from '#shared/call-flow/call-flow.schema.ts';
import { RING_GROUP_SECONDS } from '#shared/call-flow/limits.ts';
import { atOnce, callees } from './callees.ts';
import type { Ringing, Sequence } from './hunt-group.ts';
import type { FlowFacts } from './turn.ts';

/**
 * All at once (lines 14, 43). More than a Dial holds ring in further chunks, each person once; whoever was busy when one chunk rang and
 * is free by now rings in the next. There is one round: the second one is the sequence's (lines 18, 45).
 */
export function ringGroup(people: People, { rung }: Sequence, facts: FlowFacts): Ringing | null {
  const chunk = atOnce(callees(people.agentIds, facts, rung));
  if (chunk.length === 0) return null;
  return {
    callees: chunk,
    round: 1,
    rung: [...rung, ...chunk.map(({ agentId }) => agentId)],
    seconds: RING_GROUP_SECONDS,
  };
}
