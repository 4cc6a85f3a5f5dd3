/** ISO 8601 to the second with the zone's offset at that moment, `2026-03-05T09:00:00+01:00`. */
export function withOffset(moment: Date, timeZone: string): string {
  const parts = partsIn(moment, timeZone);
  return `${parts.day}T${parts.time}${parts.offset}`;
}

/** The day that the moment falls on in the zone, `2026-03-05`. */
export const dayIn = (moment: Date, timeZone: string): string => partsIn(moment, timeZone).day;

function partsIn(moment: Date, timeZone: string): { day: string; time: string; offset: string } {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: known(timeZone),
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'longOffset',
  });
  const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, value]));
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  // `GMT+01:00`, and `GMT` alone for none; zones of old may have seconds, which ISO has not.
  const offset = /[+-]\d\d:\d\d/.exec(of('timeZoneName'))?.[0] ?? '+00:00';
  return {
    day: `${of('year').padStart(4, '0')}-${of('month')}-${of('day')}`,
    time: `${of('hour')}:${of('minute')}:${of('second')}`,
    offset,
  };
}

function known(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
