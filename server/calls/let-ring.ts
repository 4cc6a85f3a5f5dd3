import type { AgentId } from '#shared/ids.ts';
import type { TimedEvent } from './call-event.ts';

/** Less than this part of her time to answer, and somebody else has ended it: the caller, or a colleague who was faster. */
const LET_RING = 0.6;
/** The network tells whole seconds: what it dates before our own decision may have come after it. */
const WHOLE_SECOND_MS = 1_000;

type Leg = Extract<TimedEvent, { kind: 'leg' }>;

/** What an agent made of a call that the line's flow rang her for. */
export interface Attention {
  /** Let it ring to the end, on a softphone that did ring, and was on no other call. In this order of ids, each once. */
  readonly letRing: readonly AgentId[];
  /** Answered it, on whatever phone. */
  readonly answered: readonly AgentId[];
}

/** Blind to order and number of the events. Declining is no letting ring, nor is what a colleague answered or the caller gave up. */
export function attentionTo(events: readonly TimedEvent[]): Attention {
  const legs = events.filter((event): event is Leg => event.kind === 'leg' && event.agentId !== null);
  const softphones = legs.filter(({ askId, led, mobile }) => !mobile && askId === undefined && led === undefined);
  const letRing = softphones.filter((leg) => {
    const ringing = softphones.find((one) => one.leg === leg.leg && one.status === 'ringing');
    return leg.status === 'no-answer' && ringing !== undefined && rangOut(events, leg, ringing.at);
  });
  const answered = [
    ...legs.filter(({ mobile, status }) => !mobile && status === 'answered'),
    ...events.flatMap((event) => (event.kind === 'accepted' ? [event] : [])),
  ];
  return { letRing: idsOf(letRing), answered: idsOf(answered) };
}

/** For as long as it was to ring, or nearly so. `since`: by the network's own word, which the same call's next round does not change. */
function rangOut(events: readonly TimedEvent[], { agentId, at }: Leg, since: Date): boolean {
  const rang = events
    .flatMap((event) => (event.kind === 'rang' && agentId && event.agentIds.includes(agentId) ? [event] : []))
    .filter((event) => event.at.getTime() <= since.getTime() + WHOLE_SECOND_MS)
    .reduce<Extract<TimedEvent, { kind: 'rang' }> | undefined>(
      (last, event) => (last && last.step > event.step ? last : event),
      undefined,
    );
  if (!rang || rang.second) return false;
  return at.getTime() - since.getTime() >= rang.seconds * LET_RING * 1_000;
}

const idsOf = (legs: readonly { agentId: AgentId | null }[]): AgentId[] =>
  [...new Set(legs.flatMap(({ agentId }) => agentId ?? []))].sort();
