import { dateOf, dayHeading, timeOfDay } from '#extension/views/format/day.ts';
import type { View } from '#extension/views/view.ts';
import type { Person } from '#shared/api/admin-api.ts';

/** Why a person stands where she does in line for sequential ringing, or no longer in it; null: nothing is known of it. */
export function whyInLine(
  { place, placeSince, placeWhy, placeLost }: Person,
  now: Date,
  view: Pick<View, 't' | 'language' | 'timeZone'>,
): string | null {
  const words = view.t.options.people.since;
  const told = (why: keyof typeof words, at: string) => {
    const moment = new Date(at);
    const today = dayHeading(moment, now, view) === view.t.time.today;
    return words[why](timeOfDay(moment, view), today ? null : dateOf(moment, now, view));
  };
  if (placeLost != null) return told(placeLost.why, placeLost.at);
  return place == null || placeSince == null || placeWhy == null ? null : told(placeWhy, placeSince);
}

/** Those in line first, in its order; everybody else by name. */
export function byPlace(people: readonly Person[]): readonly Person[] {
  const last = Number.POSITIVE_INFINITY;
  return [...people].sort(
    (a, b) =>
      Number(a.active === false) - Number(b.active === false) ||
      (a.place ?? last) - (b.place ?? last) ||
      a.agent.name.localeCompare(b.agent.name),
  );
}
