import type { FieldValue } from './record-store.ts';

const MOMENT = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d`;
/** `FREQ=NONE;ACTION=EMAILANDPOPUP;TRIGGER=DATE-TIME:2026-03-03T09:00:00+01:00`, or a span before the due date such as `-P1D`. */
const ALARM = new RegExp(
  `^(?:FREQ=\\w+;)?ACTION=(?:EMAIL|POPUP|EMAILANDPOPUP);TRIGGER=(?:DATE-TIME:${MOMENT}|-?P\\w+)$`,
);
const UNITS = ['minutes', 'hours', 'days', 'weeks'];
const SPAN = /^(\d+) (\w+)$/;

/**
 * A reminder as a write sends it, as it is kept: the ALARM of a task, a call's `{ unit, period }` as "15 minutes", or a call's words
 * for it. Undefined if it is none of these.
 */
export function readAlarm(api: string, value: unknown): FieldValue | undefined {
  if (api === 'Remind_At') return readTaskAlarm(value);
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || !('unit' in value) || !('period' in value)) return undefined;
  const { unit, period } = value;
  if (!Number.isInteger(unit) || typeof period !== 'string' || !UNITS.includes(period)) return undefined;
  return `${unit} ${period}`;
}

function readTaskAlarm(value: unknown): FieldValue | undefined {
  if (typeof value !== 'object' || value === null || !('ALARM' in value)) return undefined;
  return typeof value.ALARM === 'string' && ALARM.test(value.ALARM) ? value.ALARM : undefined;
}

/** The same as answers carry it. */
export function alarmAnswer(api: string, kept: FieldValue): unknown {
  if (typeof kept !== 'string') return null;
  if (api === 'Remind_At') return { ALARM: kept };
  const [, unit, period] = SPAN.exec(kept) ?? [];
  return unit !== undefined && UNITS.includes(period ?? '') ? { unit: Number(unit), period } : kept;
}
