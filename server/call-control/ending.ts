import type { CallEvent, TimedEvent } from '#server/calls/call-event.ts';
import type { AgentId } from '#shared/ids.ts';
import { of } from './in-order.ts';

/** How often the call has come back to her: after a transfer that nobody took, or a lost line. */
export const timesCalledBack = (events: readonly CallEvent[], agentId: AgentId): number =>
  events.filter((event) => event.kind === 'led' && event.into === 'ring-back' && event.agentId === agentId).length;

/** Who has asked to end the call since it came (back) to her, and when first. */
export function endingOf(events: readonly TimedEvent[]): Map<AgentId, Date> {
  const ending = new Map<AgentId, Date>();
  for (const { agentId, at, back = 0 } of of(events, 'end-asked'))
    if (back === timesCalledBack(events, agentId) && !ending.has(agentId)) ending.set(agentId, at);
  return ending;
}
