import { duration, secondsSince } from '#extension/views/format/duration.ts';
import { useNow } from '#extension/views/use-now.ts';

/** Counts up from `since` (ISO 8601). Hidden from screen readers' announcements: a timer that talks covers the customer's voice. */
export function Timer({ since, class: className = 'num' }: { since: string; class?: string }) {
  const now = useNow(1000);
  return (
    <span class={className} role="timer" aria-live="off">
      {duration(secondsSince(since, now))}
    </span>
  );
}
