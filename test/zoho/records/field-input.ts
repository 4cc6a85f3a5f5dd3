import { readAlarm } from './alarm.ts';
import type { CrmField } from './define-field.ts';
import type { FieldValue } from './record-store.ts';
import { type FieldPlace, invalid, Refused, wrongType } from './row-fault.ts';

/** Seconds and offset are needed, fractions and Z are not taken: as Zoho's own samples write moments. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** The value of a field as a write sends it, checked by the field's type; lookups and owners are read elsewhere. Throws Refused. */
export function readValue(field: CrmField, value: unknown, place: FieldPlace): FieldValue {
  switch (field.type) {
    case 'boolean':
      if (typeof value !== 'boolean') throw new Refused(wrongType(place, 'boolean'));
      return value;
    case 'integer':
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new Refused(wrongType(place, 'integer'));
      return value;
    case 'currency':
      if (typeof value !== 'number') throw new Refused(wrongType(place, 'double'));
      return value;
    case 'date':
      if (!isDay(value)) throw new Refused(wrongType(place, 'date'));
      return value;
    case 'datetime':
      if (!isMoment(value)) throw new Refused(wrongType(place, 'datetime'));
      return value;
    case 'ALARM': {
      const alarm = readAlarm(value);
      if (alarm === undefined) throw new Refused(wrongType(place, 'jsonobject'));
      return alarm;
    }
    case 'picklist':
      return choice(field, text(field, value, place), place);
    case 'email':
      if (typeof value === 'string' && !MAIL.test(value)) throw new Refused(wrongType(place, 'email'));
      return text(field, value, place);
    default:
      return text(field, value, place);
  }
}

function text(field: CrmField, value: unknown, place: FieldPlace): string {
  if (typeof value !== 'string') throw new Refused(wrongType(place, 'text'));
  if ([...value].length > field.length)
    throw new Refused(invalid(place, 'invalid data', { maximum_length: field.length }));
  return value;
}

function choice(field: CrmField, value: string, place: FieldPlace): string {
  const known = field.options.length === 0 || !field.closed || field.options.some(({ actual }) => actual === value);
  if (!known) throw new Refused(wrongType(place, 'picklist'));
  return value;
}

/** 2026-02-30 is no day. */
function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !DAY.test(value)) return false;
  const at = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
}

function isMoment(value: unknown): value is string {
  return (
    typeof value === 'string' && MOMENT.test(value) && isDay(value.slice(0, 10)) && !Number.isNaN(Date.parse(value))
  );
}
