import { activityOf } from '#test/zoho/data/activity.ts';
import { type CrmUser, fullName } from '#test/zoho/data/users.ts';
import { CRM_FIELDS } from '#test/zoho/records/crm-field.ts';
import type { CrmRecord } from '#test/zoho/records/record-store.ts';
import { maySee } from '#test/zoho/records/visibility.ts';
import type { ZohoWorld } from '#test/zoho/world.ts';
import { cellOf, recordHref } from './cells.ts';
import { displayFor } from './display.ts';
import type { CellView, TableView } from './page-view.ts';
import { languageOf, wordsIn } from './words.ts';

const text = (value: string): CellView => ({ kind: 'text', text: value });
const COLLEAGUE_FIELDS = ['Phone', 'Mobile', 'Email'];

/** The lists below a record: notes, deals, activities, mails, and the people of the same account with their numbers. */
export function relatedLists(record: CrmRecord, viewer: CrmUser, world: ZohoWorld): TableView[] {
  const words = wordsIn(languageOf(viewer.language));
  const show = displayFor(viewer);
  const owner = fullName(world.users.named(record.owner));
  const activity = activityOf(record.id);
  const lists: TableView[] = [
    {
      id: 'Notes',
      title: words.notes,
      columns: [words.note, words.author, words.date],
      rows: activity.notes.map((note) => [{ kind: 'long', text: note.text }, text(owner), text(show.moment(note.at))]),
    },
    {
      id: 'Potentials',
      title: words.deals,
      columns: [words.deal, words.amount, words.stage, words.closing],
      rows: activity.deals.map((d) => [d.name, show.money(d.amount), d.stage, show.day(d.closing)].map(text)),
    },
    ...colleagues(record, viewer, world),
    {
      id: 'OpenActivities',
      title: words.activities,
      columns: [words.subject, words.due, words.status],
      rows: activity.tasks.map((task) => [task.subject, show.day(task.due), task.status].map(text)),
    },
    {
      id: 'Emails',
      title: words.mails,
      columns: [words.subject, words.author, words.date],
      rows: activity.mails.map((mail) => [mail.subject, owner, show.moment(mail.at)].map(text)),
    },
  ];
  return lists;
}

function colleagues(record: CrmRecord, viewer: CrmUser, world: ZohoWorld): TableView[] {
  if (record.module === 'Leads') return [];
  const account = record.module === 'Accounts' ? record.id : record.values.Account_Name;
  const others = world.records
    .all('Contacts', record.organisation)
    .filter((c) => account && c.values.Account_Name === account && c.id !== record.id && maySee(viewer, c));
  if (others.length === 0) return [];
  const language = languageOf(viewer.language);
  const fields = CRM_FIELDS.Contacts.filter((field) => COLLEAGUE_FIELDS.includes(field.api));
  const name = (c: CrmRecord): CellView => ({
    kind: 'link',
    text: String(c.values.Full_Name),
    href: recordHref(viewer, 'Contacts', c.id, world),
  });
  return [
    {
      id: 'Contacts',
      title: wordsIn(language).colleagues,
      columns: [wordsIn(language).colleagues, ...fields.map((field) => field.label[language])],
      rows: others.map((c) => [name(c), ...fields.map((field) => cellOf(c, field, viewer, world))]),
    },
  ];
}
