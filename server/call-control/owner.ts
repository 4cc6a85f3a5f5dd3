import type { TimedEvent } from '#server/calls/call-event.ts';
import type { AgentId } from '#shared/ids.ts';
import { toldTo } from './asked-and-told.ts';
import type { CallFacts, Told } from './control.ts';
import { of } from './in-order.ts';
import { isFinal } from './leg-status.ts';
import type { Sighting } from './sightings.ts';

/** Whose call it is: hers to whom it was handed last, else the agent's who placed or first answered it. */
export function ownerOf(
  facts: CallFacts,
  events: readonly TimedEvent[],
  told: readonly Told[],
  seen: readonly Sighting[],
): AgentId | null {
  const handed = of(events, 'handed').at(-1);
  if (handed) return handed.agentId;
  if (facts.direction === 'outgoing') return facts.agentId;
  return firstAnswerer(events, told, seen)?.agentId ?? null;
}

/**
 * The first who answered. Two may at once: then it is the one who was moved to the room, who has asked something of the call, or who was not
 * hung up upon in the same second.
 */
function firstAnswerer(
  events: readonly TimedEvent[],
  told: readonly Told[],
  seen: readonly Sighting[],
): Sighting | undefined {
  const moved = new Set(toldTo(told, 'move').map(({ command }) => command.leg));
  const asking = new Set(of(events, 'asked').map(({ agentId }) => agentId));
  const answered = seen.filter(
    ({ agentId, askId, led, wasAnswered }) => agentId !== null && askId === null && led === null && wasAnswered,
  );
  const talked = answered.filter(
    ({ agentId, leg, seconds, status }) =>
      !isFinal(status) || moved.has(leg) || (agentId !== null && asking.has(agentId)) || (seconds ?? 0) > 0,
  );
  const started = ({ seconds, since, status }: Sighting) =>
    since.getTime() - (isFinal(status) ? (seconds ?? 0) * 1000 : 0);
  const byStart = (a: Sighting, b: Sighting) => started(a) - started(b) || (a.leg < b.leg ? -1 : 1);
  return talked.sort(byStart)[0] ?? answered.sort(byStart)[0];
}
