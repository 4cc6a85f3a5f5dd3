import { activityOf } from '#test/zoho/data/activity.ts';
import { type CrmUser, fullName } from '#test/zoho/data/users.ts';
import { CRM_FIELDS } from '#test/zoho/records/crm-field.ts';
import type { CrmRecord } from '#test/zoho/records/record-store.ts';
import { maySee } from '#test/zoho/records/visibility.ts';
import type { ZohoWorld } from '#test/zoho/world.ts';
import { closedActivities, openColumns } from './activity-views.ts';
import { cellOf, recordHref } from './cells.ts';
import { displayFor } from './display.ts';
import { fileViews, noteViews } from './note-views.ts';
import type { CellView, RelatedView } from './page-view.ts';
import { languageOf, wordsIn } from './words.ts';

const text = (value: string): CellView => ({ kind: 'text', text: value });
const COLLEAGUE_FIELDS = ['Phone', 'Mobile', 'Email'];

/** The lists below a record: notes, files, deals, the people of the same account, what is planned, what is done, and mails. */
export function relatedLists(record: CrmRecord, viewer: CrmUser, world: ZohoWorld): RelatedView[] {
  const words = wordsIn(languageOf(viewer.language));
  const show = displayFor(viewer);
  const owner = fullName(world.users.named(record.owner));
  const activity = activityOf(record.id);
  return [
    { kind: 'notes', id: 'Notes', title: words.notes, notes: noteViews(record, viewer, world) },
    { kind: 'files', id: 'Attachments', title: words.attachments, files: fileViews(record, viewer, world) },
    {
      kind: 'table',
      id: 'Potentials',
      title: words.deals,
      columns: [words.deal, words.amount, words.stage, words.closing],
      rows: activity.deals.map((d) => [d.name, show.money(d.amount), d.stage, show.day(d.closing)].map(text)),
    },
    ...colleagues(record, viewer, world),
    { kind: 'open', id: 'OpenActivities', title: words.openActivities, columns: openColumns(record, viewer, world) },
    {
      kind: 'closed',
      id: 'ClosedActivities',
      title: words.closedActivities,
      activities: closedActivities(record, viewer, world),
    },
    {
      kind: 'table',
      id: 'Emails',
      title: words.mails,
      columns: [words.subject, words.author, words.date],
      rows: activity.mails.map((mail) => [mail.subject, owner, show.moment(mail.at)].map(text)),
    },
  ];
}

function colleagues(record: CrmRecord, viewer: CrmUser, world: ZohoWorld): RelatedView[] {
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
      kind: 'table',
      id: 'Contacts',
      title: wordsIn(language).colleagues,
      columns: [wordsIn(language).colleagues, ...fields.map((field) => field.label[language])],
      rows: others.map((c) => [name(c), ...fields.map((field) => cellOf(c, field, viewer, world))]),
    },
  ];
}
