import { dateOf, dayHeading, timeOfDay } from '#extension/views/format/day.ts';
import type { View } from '#extension/views/view.ts';
import type { Person } from '#shared/api/admin-api.ts';

/** Why a person stands where she does in line for sequential ringing; null: nowhere, or a server that doesn't tell. */
export function whyInLine(
  { place, placeSince, placeWhy }: Person,
  now: Date,
  view: Pick<View, 't' | 'language' | 'timeZone'>,
): string | null {
  if (place == null || placeSince == null || placeWhy == null) return null;
  const moment = new Date(placeSince);
  const today = dayHeading(moment, now, view) === view.t.time.today;
  return view.t.options.people.since[placeWhy](timeOfDay(moment, view), today ? null : dateOf(moment, now, view));
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
