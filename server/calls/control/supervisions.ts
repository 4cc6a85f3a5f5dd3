import { REPORT_GRAIN_MS } from '#server/call-control/limits.ts';
import { isFinal, type TimedEvent } from '#server/calls/call-event.ts';
import type { AgentId } from '#shared/ids.ts';

/** One time that a supervisor was in a call in one way. */
export interface Supervision {
  readonly askId: string;
  readonly supervisor: AgentId;
  /** Whose call it was then. */
  readonly agentId: AgentId | null;
  readonly how: 'listen' | 'whisper' | 'barge';
  readonly from: Date;
  /** null: it goes on. */
  readonly to: Date | null;
}

type Asked = Extract<TimedEvent, { kind: 'asked' }> & { ask: { what: 'supervise' } };
const isSupervising = (event: TimedEvent): event is Asked => event.kind === 'asked' && event.ask.what === 'supervise';

export const isSupervised = (events: readonly TimedEvent[]): boolean => events.some(isSupervising);

/**
 * Who has listened to whom, how, from when to when: from the moment that Twilio has confirmed it, until it has confirmed another way or
 * that she is gone. `owner`: whose call it was at a time. Blind to the order and number of the events.
 */
export function supervisionsOf(
  events: readonly TimedEvent[],
  owner: (at: Date) => AgentId | null,
): readonly Supervision[] {
  const asked = events.filter(isSupervising).sort((a, b) => a.at.getTime() - b.at.getTime());
  const settledAt = (askId: string) => events.find((one) => one.kind === 'settled' && one.askId === askId)?.at;
  return asked.flatMap((one, n): Supervision[] => {
    const from = settledAt(one.askId);
    const { agentId: supervisor, ask, askId } = one;
    if (!from || ask.how === 'stop') return [];
    const later = asked.slice(n + 1).filter(({ agentId }) => agentId === supervisor);
    const next = later.flatMap((after) => settledAt(after.askId) ?? []);
    // The network counts whole seconds: what it dates a moment before we heard of the beginning may come after it, unless she was still there.
    const since = new Date(from.getTime() - (next.length > 0 ? 0 : REPORT_GRAIN_MS));
    const ends = [...next, ...lefts(events, supervisor, since)].map((at) => at.getTime());
    const to = ends.length > 0 ? new Date(Math.max(from.getTime(), Math.min(...ends))) : null;
    // Asked for something else before it was so: the later one tells it.
    if (to && to <= from && next.length > 0) return [];
    return [{ askId, supervisor, agentId: owner(from), how: ask.how, from, to }];
  });
}

/** When a leg of hers was over, or the whole call, from this time on. */
function lefts(events: readonly TimedEvent[], supervisor: AgentId, since: Date): Date[] {
  const asks = new Set(events.flatMap((one) => (isSupervising(one) && one.agentId === supervisor ? [one.askId] : [])));
  const legs = new Set(
    events.flatMap((one) => (one.kind === 'leg' && one.askId !== undefined && asks.has(one.askId) ? [one.leg] : [])),
  );
  return events.flatMap((one) => {
    if (one.at < since) return [];
    if (one.kind === 'leg') return legs.has(one.leg) && isFinal(one.status) ? [one.at] : [];
    if (one.kind === 'room') return one.what === 'leave' && one.leg && legs.has(one.leg) ? [one.at] : [];
    return one.kind === 'parent' && isFinal(one.status) ? [one.at] : [];
  });
}

/** Whose call it was, by its answers and hand-overs. `first`: who answered or placed it. */
export const ownerBy =
  (events: readonly TimedEvent[], first: AgentId | null) =>
  (at: Date): AgentId | null => {
    const handed = events
      .flatMap((event) => (event.kind === 'handed' ? [event] : []))
      .sort((a, b) => a.at.getTime() - b.at.getTime());
    return handed.findLast((event) => event.at <= at)?.agentId ?? handed[0]?.from ?? first;
  };
