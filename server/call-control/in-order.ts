import { type CallEvent, keyOf, type TimedEvent } from '#server/calls/call-event.ts';

type Of<Kind extends CallEvent['kind']> = Extract<TimedEvent, { kind: Kind }>;

/** Each fact once, by time, and what happened at once by its key: the same set of facts is always read alike. */
export function inOrder(events: readonly TimedEvent[]): TimedEvent[] {
  const keyed = events
    .map((event) => ({ event, key: keyOf(event) }))
    .sort((a, b) => a.event.at.getTime() - b.event.at.getTime() || (a.key < b.key ? -1 : Number(a.key > b.key)));
  const seen = new Set<string>();
  return keyed.flatMap(({ event, key }) => {
    if (seen.has(key)) return [];
    seen.add(key);
    return [event];
  });
}

export function of<Kind extends CallEvent['kind']>(events: readonly TimedEvent[], kind: Kind): Of<Kind>[] {
  return events.filter((event): event is Of<Kind> => event.kind === kind);
}
