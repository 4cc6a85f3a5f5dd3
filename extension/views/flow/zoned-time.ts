/** What a field for date and time (`2026-11-24T17:32`) holds for that moment in an IANA zone. */
export function zonedField(moment: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(moment);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/**
 * The moment that such a field means in that zone; null: none. An hour that the clock skips is read as the one after it; of one that
 * comes twice one is taken.
 */
export function momentOf(field: string, timeZone: string): Date | null {
  const asUtc = Date.parse(`${field}:00Z`);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(field) || Number.isNaN(asUtc)) return null;
  const offsetAt = (moment: number) => Date.parse(`${zonedField(new Date(moment), timeZone)}:00Z`) - moment;
  const guess = asUtc - offsetAt(asUtc);
  return new Date(asUtc - offsetAt(guess));
}
