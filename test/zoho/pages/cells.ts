import { type CrmUser, fullName } from '#test/zoho/data/users.ts';
import type { CrmField, DataType } from '#test/zoho/records/crm-field.ts';
import type { CrmModule, StoredModule } from '#test/zoho/records/crm-module.ts';
import type { CrmRecord } from '#test/zoho/records/record-store.ts';
import { isMasked, maskedText } from '#test/zoho/records/visibility.ts';
import type { ZohoWorld } from '#test/zoho/world.ts';
import { displayFor } from './display.ts';
import type { CellKind, CellView, FieldView } from './page-view.ts';
import { languageOf, wordsIn } from './words.ts';

const KINDS: Partial<Record<DataType, CellKind>> = {
  phone: 'phone',
  email: 'email',
  website: 'website',
  lookup: 'link',
  boolean: 'check',
  textarea: 'long',
};
const FIXED: readonly DataType[] = ['lookup', 'ownerlookup', 'datetime', 'boolean', 'integer', 'currency'];

export const kindOf = (type: DataType): CellKind => KINDS[type] ?? 'text';

/** The page of a record: `/crm/org<N>/tab/Contacts/<id>`. */
export function recordHref(viewer: CrmUser, module: CrmModule, id: string, world: ZohoWorld): string {
  return `/crm/org${world.users.organisationOf(viewer).zgid}/tab/${module}/${id}`;
}

/** The value of a record's field, as the viewer may see it. */
export function cellOf(record: CrmRecord, field: CrmField, viewer: CrmUser, world: ZohoWorld): CellView {
  const kind = kindOf(field.type);
  const value = record.values[field.api] ?? null;
  if (field.type === 'lookup') return accountLink(value, viewer, world);
  const text = textOf(record, field, viewer, world);
  if (kind !== 'phone' || text === '' || !isMaskedForAnyone(record.module, field.api, world)) return { kind, text };
  const locked = isMasked(viewer, record.module, field.api, world.settings.maskedFields);
  return { kind, text: maskedText(text), covered: locked ? { locked } : { locked, text } };
}

export function fieldOf(record: CrmRecord, field: CrmField, viewer: CrmUser, world: ZohoWorld): FieldView {
  const cell = cellOf(record, field, viewer, world);
  const editable = !FIXED.includes(field.type) && field.api !== 'Full_Name' && !cell.covered;
  return { ...cell, api: field.api, label: field.label[languageOf(viewer.language)], editable };
}

const isMaskedForAnyone = (module: StoredModule, field: string, world: ZohoWorld): boolean =>
  world.settings.maskedFields.includes(`${module}.${field}`);

function textOf(record: CrmRecord, field: CrmField, viewer: CrmUser, world: ZohoWorld): string {
  const display = displayFor(viewer);
  const person = (key: string) => fullName(world.users.named(key));
  if (field.api === 'Owner') return person(record.owner);
  if (field.api === 'Created_Time') return display.moment(record.createdAt);
  if (field.api === 'Modified_Time') return display.moment(record.modifiedAt);
  const value = record.values[field.api] ?? null;
  if (field.type === 'currency' && typeof value === 'number') return display.money(value);
  if (typeof value === 'boolean') return wordsIn(languageOf(viewer.language))[value ? 'yes' : 'no'];
  return value === null ? '' : String(value);
}

function accountLink(id: unknown, viewer: CrmUser, world: ZohoWorld): CellView {
  const account = typeof id === 'string' ? world.records.find('Accounts', id) : undefined;
  if (!account) return { kind: 'text', text: '' };
  const text = String(account.values.Account_Name);
  return { kind: 'link', text, href: recordHref(viewer, 'Accounts', account.id, world) };
}
