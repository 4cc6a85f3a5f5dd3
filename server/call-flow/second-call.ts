import type { People } from '#shared/call-flow/call-flow.schema.ts';
import { MOST_RUNG_AT_ONCE, RING_GROUP_SECONDS } from '#shared/call-flow/limits.ts';
import type { Ringing, Sequence } from './hunt-group.ts';
import type { FlowFacts } from './turn.ts';

/**
 * Call waiting: nobody of the group is free, and the caller rings beside the call of those who want that, before she hears that all are
 * busy or comes into the queue. In turn where the group rings in turn; each person once, whether she was free or not.
 */
export function secondCall(people: People, { round, rung }: Sequence, facts: FlowFacts): Ringing | null {
  const line = (facts.secondCall ?? []).filter(
    (agentId) => people.agentIds.includes(agentId) && !rung.includes(agentId),
  );
  const inTurn = people.strategy === 'sequential';
  const next = line.slice(0, inTurn ? 1 : MOST_RUNG_AT_ONCE);
  if (next.length === 0) return null;
  return {
    callees: next.map((agentId) => ({ agentId, softphone: true, mobile: null })),
    round,
    rung: [...rung, ...next],
    seconds: inTurn ? people.intervalSeconds : RING_GROUP_SECONDS,
  };
}
