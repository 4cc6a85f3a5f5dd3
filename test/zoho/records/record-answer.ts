import { moment } from '#test/zoho/api/moment.ts';
import type { CrmUser } from '#test/zoho/data/users.ts';
import { userReference } from '#test/zoho/user-directory.ts';
import type { ZohoWorld } from '#test/zoho/world.ts';
import { CRM_FIELDS, type CrmField } from './crm-field.ts';
import type { CrmRecord } from './record-store.ts';
import { isMasked, maskedText } from './visibility.ts';

/** A record as the API sends it to this user. `only`: API names of the wanted fields; the id is always there. */
export function recordAnswer(record: CrmRecord, viewer: CrmUser, world: ZohoWorld, only?: readonly string[]) {
  const fields = CRM_FIELDS[record.module].filter((field) => !only || only.includes(field.api));
  const values = fields.map((field) => [field.api, answerValue(record, field, viewer, world)]);
  const extra = only ? {} : { $editable: true, $state: 'save', $currency_symbol: '€', Tag: [] };
  return { ...Object.fromEntries(values), id: record.id, ...extra };
}

function answerValue(record: CrmRecord, field: CrmField, viewer: CrmUser, world: ZohoWorld): unknown {
  const person = (key: string) => userReference(world.users.named(key));
  if (field.api === 'Owner') return person(record.owner);
  if (field.api === 'Created_By') return person(record.createdBy);
  if (field.api === 'Modified_By') return person(record.modifiedBy);
  if (field.api === 'Created_Time') return moment(record.createdAt, viewer.timeZone);
  if (field.api === 'Modified_Time') return moment(record.modifiedAt, viewer.timeZone);
  const value = record.values[field.api] ?? null;
  if (field.type === 'lookup') return lookup(value, world);
  const masked = typeof value === 'string' && isMasked(viewer, record.module, field.api, world.settings.maskedFields);
  return masked ? maskedText(value) : value;
}

/** Lookups are all to accounts so far. */
function lookup(id: unknown, world: ZohoWorld) {
  const account = typeof id === 'string' ? world.records.find('Accounts', id) : undefined;
  return account ? { name: account.values.Account_Name, id: account.id } : null;
}
