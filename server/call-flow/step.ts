import type { AgentId } from '#shared/ids.ts';

/** What a call flow knows of the world when it is asked what to do next. */
export interface FlowFacts {
  /** Agents who would ring now: online, alive and free, in the order of the line. */
  reachable: readonly AgentId[];
  /** Agents who are online but on a call. */
  onACall: readonly AgentId[];
  /** Agents that this call has already rung. */
  rung: readonly AgentId[];
}

/** What to do with a caller now. `say` ends the call once it is said. */
export type Step =
  | { do: 'ring'; agentIds: AgentId[]; seconds: number }
  | { do: 'say'; words: 'busy' | 'unavailable' | 'nobody-answered' };
