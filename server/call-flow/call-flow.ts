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

/** All at once (checklist 14, 43). */
export interface RingGroup {
  kind: 'ring-group';
  agentIds: readonly AgentId[];
}

/** Twilio adds about 5 s of its own: callers hear half a minute of ringing. */
const RING_SECONDS = 25;
/** A Dial rings ten at once; more agents are rung in further rounds of ten, first come first. */
const AT_ONCE = 10;

/**
 * Rings every agent who can be rung, ten at a time, each once. Busy: somebody is online and nobody free; unavailable: nobody online
 * (checklist 30, 31).
 */
export function ringGroup(facts: FlowFacts): Step {
  const waiting = facts.reachable.filter((agentId) => !facts.rung.includes(agentId));
  if (waiting.length > 0) return { do: 'ring', agentIds: waiting.slice(0, AT_ONCE), seconds: RING_SECONDS };
  if (facts.rung.length > 0) return { do: 'say', words: 'nobody-answered' };
  return { do: 'say', words: facts.onACall.length > 0 ? 'busy' : 'unavailable' };
}

/** What a number does with its callers. Each kind is one file. */
export type CallFlow = RingGroup;

/** What to do with a caller now. Pure: the same configuration and facts always give the same step. */
export function nextStep(flow: CallFlow, facts: FlowFacts): Step {
  switch (flow.kind) {
    case 'ring-group':
      return ringGroup(facts);
  }
}
