import type { AgentId } from '#shared/ids.ts';
import type { FlowFacts, Step } from './step.ts';

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
