import { activityOf } from '#test/zoho/data/activity.ts';
import type { CrmUser } from '#test/zoho/data/users.ts';
import { CRM_FIELDS } from '#test/zoho/records/crm-field.ts';
import type { CrmModule } from '#test/zoho/records/crm-module.ts';
import type { ZohoWorld } from '#test/zoho/world.ts';
import { cellOf, recordHref } from './cells.ts';
import { displayFor } from './display.ts';
import type { CellView, HomeView, TableView } from './page-view.ts';
import { visible } from './views.ts';
import { languageOf, wordsIn } from './words.ts';

const ROWS = 6;
const text = (value: string): CellView => ({ kind: 'text', text: value });

/** Home: the viewer's own tasks, leads, deals and contacts. */
export function homeView(viewer: CrmUser, world: ZohoWorld): HomeView {
  const words = wordsIn(languageOf(viewer.language));
  const show = displayFor(viewer);
  const contacts = world.records.all('Contacts', viewer.organisation).filter((c) => c.owner === viewer.key);
  const activities = contacts.slice(0, ROWS).map((c) => activityOf(c.id));
  const tasks: TableView = {
    id: 'Tasks',
    title: words.openTasks,
    columns: [words.subject, words.due],
    rows: activities.flatMap(({ tasks: [task] }) => (task ? [[text(task.subject), text(show.day(task.due))]] : [])),
  };
  const deals: TableView = {
    id: 'Potentials',
    title: words.closingDeals,
    columns: [words.deal, words.amount, words.stage],
    rows: activities.flatMap(({ deals: [d] }) => (d ? [[d.name, show.money(d.amount), d.stage].map(text)] : [])),
  };
  const own = (module: CrmModule, title: string) => ownRecords(module, title, viewer, world);
  return {
    greeting: `${words.welcome}, ${viewer.firstName}`,
    tables: [tasks, own('Leads', words.newLeads), deals, own('Contacts', words.myContacts)],
  };
}

function ownRecords(module: CrmModule, title: string, viewer: CrmUser, world: ZohoWorld): TableView {
  const fields = CRM_FIELDS[module].filter((field) => ['Full_Name', 'Phone', 'Mobile'].includes(field.api));
  const mine = visible(viewer, module, world).filter((record) => record.owner === viewer.key);
  return {
    id: module,
    title,
    columns: fields.map((field) => field.label[languageOf(viewer.language)]),
    rows: mine.slice(0, ROWS).map((record) =>
      fields.map((field): CellView => {
        const cell = cellOf(record, field, viewer, world);
        if (field.api !== 'Full_Name') return cell;
        return { kind: 'link', text: cell.text, href: recordHref(viewer, module, record.id, world) };
      }),
    ),
  };
}
