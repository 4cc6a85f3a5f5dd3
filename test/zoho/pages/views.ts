import { activityOf } from '#test/zoho/data/activity.ts';
import { type CrmUser, fullName } from '#test/zoho/data/users.ts';
import { CRM_FIELDS, type CrmField, nameField, type Place } from '#test/zoho/records/crm-field.ts';
import { ACTIVITY_MODULES, CRM_MODULES, type CrmModule, MODULE_LABELS } from '#test/zoho/records/crm-module.ts';
import type { CrmRecord } from '#test/zoho/records/record-store.ts';
import { relatedTo } from '#test/zoho/records/related.ts';
import { maySee } from '#test/zoho/records/visibility.ts';
import type { ZohoWorld } from '#test/zoho/world.ts';
import { cellOf, fieldOf, kindOf, recordHref } from './cells.ts';
import { displayFor } from './display.ts';
import type { ListView, RecordView, SectionView, SessionView } from './page-view.ts';
import { relatedLists } from './related-lists.ts';
import { languageOf, wordsIn } from './words.ts';

/** The id of the custom view "All …"; Zoho has one for each module. */
const CUSTOM_VIEW: Record<CrmModule, string> = {
  Contacts: '482913000000087501',
  Leads: '482913000000087507',
  Accounts: '482913000000087513',
};
const LIST_FIELDS: Record<CrmModule, readonly string[]> = {
  Contacts: ['Full_Name', 'Account_Name', 'Phone', 'Mobile', 'Email', 'Owner'],
  Leads: ['Full_Name', 'Company', 'Phone', 'Mobile', 'Lead_Status', 'Owner'],
  Accounts: ['Account_Name', 'Phone', 'Website', 'Industry', 'Billing_City', 'Owner'],
};
const SECTIONS = ['information', 'address', 'description'] as const satisfies readonly Place[];

const baseOf = (viewer: CrmUser, world: ZohoWorld): string => `/crm/org${world.users.organisationOf(viewer).zgid}/tab`;
const listHref = (viewer: CrmUser, module: CrmModule, world: ZohoWorld): string =>
  `${baseOf(viewer, world)}/${module}/custom-view/${CUSTOM_VIEW[module]}/list`;
/** The module's records that the viewer may see. */
export const visible = (viewer: CrmUser, module: CrmModule, world: ZohoWorld): CrmRecord[] =>
  world.records.all(module, viewer.organisation).filter((record) => maySee(viewer, record));

export function sessionView(viewer: CrmUser, world: ZohoWorld): SessionView {
  const language = languageOf(viewer.language);
  const words = wordsIn(language);
  const base = baseOf(viewer, world);
  const modules = CRM_MODULES.toSorted().reverse();
  const tabs = modules.map((module) => {
    return { label: MODULE_LABELS[module].many[language], href: listHref(viewer, module, world), module };
  });
  return {
    user: { key: viewer.key, name: fullName(viewer), initials: `${viewer.firstName[0]}${viewer.lastName[0]}` },
    organisation: world.users.organisationOf(viewer).name,
    base,
    language,
    calling: world.settings.calling,
    tabs: [{ label: words.home, href: `${base}/Home/begin`, module: null }, ...tabs],
    words,
  };
}

/** The record's page; undefined if there is no such record for this viewer. */
export function recordView(viewer: CrmUser, module: CrmModule, id: string, world: ZohoWorld): RecordView | undefined {
  const seen = visible(viewer, module, world);
  const at = seen.findIndex((record) => record.id === id);
  const record = seen[at];
  if (!record) return undefined;
  const show = displayFor(viewer);
  const neighbour = (row: number): string | null => {
    const other = seen[row];
    return other ? recordHref(viewer, module, other.id, world) : null;
  };
  const place = (wanted: Place) =>
    CRM_FIELDS[module].filter((f) => f.places.includes(wanted)).map((f) => fieldOf(record, f, viewer, world));
  const words = wordsIn(languageOf(viewer.language));
  const sections: SectionView[] = SECTIONS.map((id) => ({ id, title: words[id], fields: place(id) }));
  return {
    module,
    id,
    title: String(record.values[nameField(module)]),
    subtitle: subtitleOf(record, viewer, world),
    card: place('card'),
    sections,
    related: relatedLists(record, viewer, world),
    timeline: timelineOf(record, viewer, world),
    lastUpdate: show.moment(record.modifiedAt),
    list: listHref(viewer, module, world),
    previous: neighbour(at - 1),
    next: neighbour(at + 1),
  };
}

/** What happened to the record: what was written since on top of what it has had for ever. */
function timelineOf(record: CrmRecord, viewer: CrmUser, world: ZohoWorld): RecordView['timeline'] {
  const words = wordsIn(languageOf(viewer.language));
  const added = { Notes: words.noteAdded, Calls: words.callAdded, Tasks: words.taskAdded };
  const written = ACTIVITY_MODULES.flatMap((module) =>
    relatedTo(record, module, viewer, world).map((r) => {
      const name = r.values[nameField(module)];
      return { at: r.createdAt, text: name ? `${added[module]}: ${name}` : added[module], by: r.createdBy };
    }),
  ).toSorted((a, b) => b.at.getTime() - a.at.getTime());
  const old = activityOf(record.id).history.map((entry) => ({ ...entry, by: record.owner }));
  const { moment } = displayFor(viewer);
  return [...written, ...old].map(({ at, text, by }) => ({
    when: moment(at),
    text,
    by: fullName(world.users.named(by)),
  }));
}

function subtitleOf(record: CrmRecord, viewer: CrmUser, world: ZohoWorld): RecordView['subtitle'] {
  if (record.module === 'Leads') return { text: String(record.values.Company), href: null };
  const field = CRM_FIELDS[record.module].find((f) => f.type === 'lookup');
  const cell = field && cellOf(record, field, viewer, world);
  return cell?.href ? { text: cell.text, href: cell.href } : null;
}

/** The module's records; `word`: only those in whose values it occurs. */
export function listView(viewer: CrmUser, module: CrmModule, word: string, world: ZohoWorld): ListView {
  const language = languageOf(viewer.language);
  const columns = LIST_FIELDS[module].flatMap((api) => CRM_FIELDS[module].filter((field) => field.api === api));
  const rows = visible(viewer, module, world)
    .map((record) => ({
      id: record.id,
      href: recordHref(viewer, module, record.id, world),
      cells: columns.map((field) => cellOf(record, field, viewer, world)),
    }))
    .filter(({ cells }) => cells.some((cell) => cell.text.toLowerCase().includes(word.toLowerCase())));
  const heading = (field: CrmField) => ({ api: field.api, label: field.label[language], kind: kindOf(field.type) });
  return {
    module,
    title: MODULE_LABELS[module].many[language],
    count: rows.length,
    columns: columns.map(heading),
    rows,
  };
}
