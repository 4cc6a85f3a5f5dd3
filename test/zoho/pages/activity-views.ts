import { activityOf } from '#test/zoho/data/activity.ts';
import { type CrmUser, fullName } from '#test/zoho/data/users.ts';
import { fieldsOf } from '#test/zoho/records/crm-field.ts';
import type { CrmRecord } from '#test/zoho/records/record-store.ts';
import { isOpen, relatedTo } from '#test/zoho/records/related.ts';
import type { ZohoWorld } from '#test/zoho/world.ts';
import { displayFor } from './display.ts';
import type { ActivityView } from './page-view.ts';
import { languageOf, wordsIn } from './words.ts';

const CALL_KINDS: Record<string, ActivityView['kind']> = {
  Outbound: 'outgoing',
  Inbound: 'incoming',
  Missed: 'missed',
};

/** What is planned at the record: tasks and calls, the next first; tasks that the record has had for ever among them. */
export function openColumns(record: CrmRecord, viewer: CrmUser, world: ZohoWorld) {
  const words = wordsIn(languageOf(viewer.language));
  const open = (module: 'Tasks' | 'Calls', old: readonly CrmRecord[] = []) =>
    [...relatedTo(record, module, viewer, world), ...old]
      .filter(isOpen)
      .toSorted((a, b) => dueOf(a) - dueOf(b))
      .map((activity) => activityView(activity, viewer, world));
  return [
    { title: words.tasks, activities: open('Tasks', oldTasks(record)) },
    { title: words.calls, activities: open('Calls') },
  ];
}

/** Calls that took place and tasks that are done, newest first. */
export function closedActivities(record: CrmRecord, viewer: CrmUser, world: ZohoWorld): ActivityView[] {
  return (['Calls', 'Tasks'] as const)
    .flatMap((module) => relatedTo(record, module, viewer, world))
    .filter((activity) => !isOpen(activity))
    .toSorted((a, b) => dueOf(b) - dueOf(a))
    .map((activity) => activityView(activity, viewer, world));
}

const dueOf = ({ values }: CrmRecord): number =>
  Date.parse(String(values.Call_Start_Time ?? values.Due_Date ?? '')) || Number.POSITIVE_INFINITY;

function activityView(activity: CrmRecord, viewer: CrmUser, world: ZohoWorld): ActivityView {
  const show = displayFor(viewer);
  const { values, module } = activity;
  const shown = (api: string) => choiceShown(activity, api, viewer, world);
  const call = module === 'Calls';
  return {
    kind: call ? (CALL_KINDS[String(values.Call_Type)] ?? 'outgoing') : 'task',
    subject: String(values.Subject ?? ''),
    when: call
      ? show.moment(new Date(String(values.Call_Start_Time)))
      : values.Due_Date
        ? show.date(String(values.Due_Date))
        : '',
    late: isOpen(activity) && isPast(activity, world.clock.now()),
    type: call ? shown('Call_Type') : wordsIn(languageOf(viewer.language)).task,
    status: call ? shown('Outgoing_Call_Status') : shown('Status'),
    duration: String(values.Call_Duration ?? ''),
    result: shown('Call_Result'),
    owner: fullName(world.users.named(activity.owner)),
    text: String(values.Description ?? ''),
  };
}

/** A task is late from the end of its day on. */
function isPast(activity: CrmRecord, now: Date): boolean {
  const due = dueOf(activity);
  return activity.module === 'Calls' ? due < now.getTime() : due + 86_400_000 < now.getTime();
}

/** What people read for a picklist's value; a value that is no choice stands for itself. */
function choiceShown({ module, values }: CrmRecord, api: string, viewer: CrmUser, world: ZohoWorld): string {
  const value = String(values[api] ?? '');
  const field = fieldsOf(module, world.settings).find((f) => f.api === api);
  return field?.options.find(({ actual }) => actual === value)?.display[languageOf(viewer.language)] ?? value;
}

function oldTasks(record: CrmRecord): CrmRecord[] {
  return activityOf(record.id).tasks.map(({ subject, due, status }) => ({
    ...record,
    module: 'Tasks',
    values: { Subject: subject, Due_Date: due.toISOString().slice(0, 10), Status: status },
  }));
}
