const MOMENT = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d`;
/** `FREQ=NONE;ACTION=EMAILANDPOPUP;TRIGGER=DATE-TIME:2026-03-03T09:00:00+01:00`, or a span before the due date such as `-P1D`. */
const ALARM = new RegExp(
  `^(?:FREQ=\\w+;)?ACTION=(?:EMAIL|POPUP|EMAILANDPOPUP);TRIGGER=(?:DATE-TIME:${MOMENT}|-?P\\w+)$`,
);

/** The text of a task's reminder, `{ ALARM }`; undefined if it is none. */
export function readAlarm(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('ALARM' in value)) return undefined;
  return typeof value.ALARM === 'string' && ALARM.test(value.ALARM) ? value.ALARM : undefined;
}
