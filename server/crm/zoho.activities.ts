import { cleanText } from '#shared/clean-text.ts';
import type { RecordRef } from '#shared/crm/crm-record.ts';
import type { CallChange, CallEntry, FollowUpEntry, NoteEntry } from './crm-writes.ts';
import { addedBelow } from './marker-line.ts';
import { plainLines } from './plain-lines.ts';
import { MODULES } from './zoho.modules.ts';
import { dayIn, withOffset } from './zoned-time.ts';

/** Zoho's multi-line fields. */
const LONGEST_TEXT = 32_000;
const LONGEST_SUBJECT = 250;
const LONGEST_TITLE = 120;
/** Zoho takes a scheduled call in the future alone; by the time it is written, its hour may have come. */
const SOONEST_CALL_MS = 60_000;
const LATE_CALL_IN_MS = 5 * 60_000;

/** `ZohoFields.choice` for whoever writes. */
export type Choice = (module: string, field: string, ...standard: [string, ...string[]]) => Promise<string | null>;
type Row = Record<string, unknown>;

/** A row of Calls for a call that is over (crm.md A3; Kaizen #38). */
export async function callRow(record: RecordRef | null, call: CallEntry, choice: Choice): Promise<Row> {
  const type = TYPES[call.type];
  return {
    ...belongsTo(record),
    Subject: cleanText(call.subject, LONGEST_SUBJECT) || 'Call',
    Call_Type: (await choice('Calls', 'Call_Type', type)) ?? type,
    Call_Start_Time: withOffset(call.startedAt, call.timeZone),
    // Mandatory for a call that is over, and nothing that a missed one has.
    ...(call.type === 'missed' ? {} : { Call_Duration: minutesAndSeconds(call.talkedSeconds) }),
    ...(call.type === 'outbound' ? { Outgoing_Call_Status: await status('Completed', choice) } : {}),
    ...(await resultOf(call.result, choice)),
    Description: plainLines(call.description, LONGEST_TEXT),
  };
}

/**
 * What changes of a call entry when the agent's words come late. What a colleague chose as the result meanwhile is not taken away.
 *
 * @param there the description as it is now.
 */
export async function callChange(
  { happened, ...change }: CallChange,
  choice: Choice,
  there: string | null,
): Promise<Row> {
  return {
    ...(happened && (await correction(happened, choice))),
    ...(await resultOf(change.result, choice)),
    Description: textAbove(there, change.description),
  };
}

/** A call that was entered as missed, and turns out to have been answered. */
async function correction(
  { subject, talkedSeconds, type }: NonNullable<CallChange['happened']>,
  choice: Choice,
): Promise<Row> {
  return {
    Subject: cleanText(subject, LONGEST_SUBJECT) || 'Call',
    Call_Type: (await choice('Calls', 'Call_Type', TYPES[type])) ?? TYPES[type],
    ...(type === 'missed' ? {} : { Call_Duration: minutesAndSeconds(talkedSeconds) }),
  };
}

export const noteRow = ({ kind, id }: RecordRef, note: NoteEntry): Row => ({
  Parent_Id: { id, module: { api_name: MODULES[kind] } },
  ...noteChange(note, null),
});

/** @param there the content as it is now; null: there is none yet. */
export const noteChange = (note: NoteEntry, there: string | null): Row => ({
  Note_Title: cleanText(note.title, LONGEST_TITLE),
  Note_Content: textAbove(there, note.content),
});

/** Our text anew, and what people have added below the former one. */
function textAbove(there: string | null, ours: string): string {
  const added = addedBelow(there, ours);
  return added === ''
    ? plainLines(ours, LONGEST_TEXT)
    : `${plainLines(ours, LONGEST_TEXT - added.length - 1)}\n${added}`;
}

/** A row of Calls that are to come. */
export async function plannedCallRow(
  record: RecordRef | null,
  plan: FollowUpEntry,
  now: Date,
  choice: Choice,
): Promise<Row> {
  const late = plan.at.getTime() - now.getTime() < SOONEST_CALL_MS;
  const start = late ? new Date(now.getTime() + LATE_CALL_IN_MS) : plan.at;
  // Zoho has no "at the time"; the least that it offers comes closest.
  const reminder = late ? null : await choice('Calls', 'Reminder', '5 mins', '10 mins', '15 mins');
  return {
    ...belongsTo(record),
    Subject: cleanText(plan.subject, LONGEST_SUBJECT) || 'Call',
    Call_Type: (await choice('Calls', 'Call_Type', 'Outbound')) ?? 'Outbound',
    Outgoing_Call_Status: await status('Scheduled', choice),
    Call_Start_Time: withOffset(start, plan.timeZone),
    ...(reminder ? { Reminder: reminder } : {}),
    ...ownedBy(plan),
    Description: plainLines(plan.description, LONGEST_TEXT),
  };
}

/** A row of Tasks. */
export async function taskRow(record: RecordRef | null, plan: FollowUpEntry, now: Date, choice: Choice): Promise<Row> {
  const open = await choice('Tasks', 'Status', 'Not Started');
  const reminder = `FREQ=NONE;ACTION=POPUP;TRIGGER=DATE-TIME:${withOffset(plan.at, plan.timeZone)}`;
  return {
    ...belongsTo(record),
    Subject: cleanText(plan.subject, LONGEST_SUBJECT) || 'Task',
    Due_Date: dayIn(plan.at, plan.timeZone),
    // Where an organisation has none of that name, Zoho takes the first of its own.
    ...(open ? { Status: open } : {}),
    ...(plan.at > now ? { Remind_At: { ALARM: reminder } } : {}),
    ...ownedBy(plan),
    Description: plainLines(plan.description, LONGEST_TEXT),
  };
}

const TYPES = { inbound: 'Inbound', outbound: 'Outbound', missed: 'Missed' } as const;

/** A contact is whom, anything else what an activity is about. */
function belongsTo(record: RecordRef | null): Row {
  if (!record) return {};
  const link = { id: record.id };
  return { [record.kind === 'contact' ? 'Who_Id' : 'What_Id']: link, $se_module: MODULES[record.kind] };
}

/** Zoho gives to whoever writes it what names nobody. */
const ownedBy = ({ ownerId }: FollowUpEntry): Row => (ownerId === null ? {} : { Owner: { id: ownerId } });

const status = async (wanted: 'Completed' | 'Scheduled', choice: Choice): Promise<string> =>
  (await choice('Calls', 'Outgoing_Call_Status', wanted)) ?? wanted;

/** The organisation's choice of these words; where it has none, the words: Zoho keeps what its list does not hold (Kaizen #38). */
async function resultOf(result: string | null, choice: Choice): Promise<Row> {
  const words = result === null ? '' : cleanText(result, LONGEST_TITLE);
  return words ? { Call_Result: (await choice('Calls', 'Call_Result', words)) ?? words } : {};
}

/** `mm:ss`; an hour and more stays minutes, `75:30`. */
function minutesAndSeconds(seconds: number): string {
  const two = (count: number) => String(count).padStart(2, '0');
  const whole = Math.max(0, Math.round(seconds));
  return `${two(Math.floor(whole / 60))}:${two(whole % 60)}`;
}
