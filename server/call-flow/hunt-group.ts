import type { People } from '#shared/call-flow/call-flow.schema.ts';
import { ROUNDS } from '#shared/call-flow/limits.ts';
import type { AgentId } from '#shared/ids.ts';
import { type Callee, callees } from './callees.ts';
import type { FlowFacts } from './turn.ts';

/** How far the ringing of a group has come: who has rung in this round. */
export interface Sequence {
  round: number;
  rung: readonly AgentId[];
}

/** Who rings next, and how far it has come then. */
export interface Ringing {
  callees: Callee[];
  round: number;
  rung: AgentId[];
  seconds: number;
}

/**
 * One after another (lines 15–18, 44, 45, 72). The choice is made at each ring, of those who are free at that moment: who came online
 * first is first, whoever is not available is skipped at once, and rings after all if she becomes free before the round is over.
 */
export function huntGroup(people: People, { round, rung }: Sequence, facts: FlowFacts): Ringing | null {
  const [next] = callees(people.agentIds, facts, rung);
  if (next) {
    return { callees: [next], round, rung: [...rung, next.agentId], seconds: people.intervalSeconds };
  }
  if (!people.repeat || round >= ROUNDS) return null;
  return huntGroup(people, { round: round + 1, rung: [] }, facts);
}
