import type { CrmRecord, FieldValue } from './record-store.ts';
import { type FieldPlace, invalid, Refused } from './row-fault.ts';

type Values = Readonly<Record<string, FieldValue>>;
type PlaceOf = (api: string) => FieldPlace;

/** `mm:ss`, or `hh:mm:ss` from an hour on. */
const DURATION = /^(?:(\d{1,3}):)?(\d{1,4}):([0-5]\d)$/;
const NEVER_CHANGE = ['Call_Type', 'Call_Start_Time'];

/** Seconds of a Call_Duration, undefined if it is none. */
export function durationSeconds(text: FieldValue | undefined): number | undefined {
  const [, hours = '0', minutes, seconds] = DURATION.exec(String(text ?? '')) ?? [];
  return minutes === undefined ? undefined : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/** Whether the call is still to come. */
export const isPlanned = (values: Values): boolean =>
  ['Scheduled', 'Overdue'].includes(String(values.Outgoing_Call_Status));

/**
 * What holds between the fields of a call, and what the CRM fills in itself. Source: Zoho's "Kaizen #38, Calls API": a logged call has
 * begun and says how long it took; a planned one is outgoing, to come and has no length. Throws Refused.
 */
export function completeCall(
  sent: Values,
  before: CrmRecord | undefined,
  { now, place, typesChange }: { now: Date; place: PlaceOf; typesChange: boolean },
): Values {
  const values: Record<string, FieldValue> = { ...before?.values, ...sent };
  if (before && !typesChange) keepsWhatHappened(sent, before, place);
  const type = values.Call_Type;
  const status = values.Outgoing_Call_Status ?? null;
  if (type !== 'Outbound' && status !== null) throw new Refused(invalid(place('Outgoing_Call_Status')));
  const start = Date.parse(String(values.Call_Start_Time));
  const seconds = durationSeconds(values.Call_Duration);
  const given = (values.Call_Duration ?? null) !== null;
  if (given && seconds === undefined) throw new Refused(invalid(place('Call_Duration')));
  if (isPlanned(values)) {
    if (given) throw new Refused(invalid(place('Call_Duration')));
    if ('Call_Start_Time' in sent && start <= now.getTime()) throw new Refused(invalid(place('Call_Start_Time')));
    return { ...values, Scheduled_In_CRM: true };
  }
  if (status === 'Cancelled') return values;
  if (start > now.getTime()) throw new Refused(invalid(place('Call_Start_Time')));
  if (type === 'Missed' ? (seconds ?? 0) > 0 : seconds === undefined)
    throw new Refused(invalid(place('Call_Duration')));
  const done = type === 'Outbound' ? 'Completed' : null;
  return { ...values, Call_Duration_in_seconds: seconds ?? 0, Outgoing_Call_Status: status ?? done };
}

function keepsWhatHappened(sent: Values, before: CrmRecord, place: PlaceOf): void {
  const fixed = isPlanned(before.values) ? ['Call_Type'] : NEVER_CHANGE;
  const changed = fixed.find((api) => api in sent && sent[api] !== before.values[api]);
  if (changed) throw new Refused(invalid(place(changed)));
}
