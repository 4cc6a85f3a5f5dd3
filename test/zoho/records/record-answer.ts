import { moment } from '#test/zoho/api/moment.ts';
import type { CrmUser } from '#test/zoho/data/users.ts';
import { userReference } from '#test/zoho/user-directory.ts';
import type { ZohoWorld } from '#test/zoho/world.ts';
import { type CrmField, fieldsOf, nameField } from './crm-field.ts';
import type { CrmRecord } from './record-store.ts';
import { isMasked, maskedText } from './visibility.ts';

/** A record as the API sends it to this user. `only`: API names of the wanted fields; the id is always there. */
export function recordAnswer(record: CrmRecord, viewer: CrmUser, world: ZohoWorld, only?: readonly string[]) {
  const fields = fieldsOf(record.module, world.settings).filter((field) => !only || only.includes(field.api));
  const values = fields.map((field) => [field.api, answerValue(record, field, viewer, world)]);
  const extra = only ? {} : { $editable: true, $state: 'save', $currency_symbol: '€', Tag: [] };
  const beside = record.values.$se_module === undefined ? {} : { $se_module: record.values.$se_module };
  return { ...Object.fromEntries(values), id: record.id, ...extra, ...beside };
}

function answerValue(record: CrmRecord, field: CrmField, viewer: CrmUser, world: ZohoWorld): unknown {
  const person = (key: string) => userReference(world.users.named(key));
  if (field.api === 'Owner') return person(record.owner);
  if (field.api === 'Created_By') return person(record.createdBy);
  if (field.api === 'Modified_By') return person(record.modifiedBy);
  if (field.api === 'Created_Time') return moment(record.createdAt, viewer.timeZone);
  if (field.api === 'Modified_Time') return moment(record.modifiedAt, viewer.timeZone);
  const value = record.values[field.api] ?? null;
  if (field.type === 'lookup') return lookup(value, field.api, world);
  if (field.type === 'ALARM') return value === null ? null : { ALARM: value };
  if (field.type === 'datetime' && typeof value === 'string') return moment(new Date(value), viewer.timeZone);
  const masked = typeof value === 'string' && isMasked(viewer, record.module, field.api, world.settings.maskedFields);
  return masked ? maskedText(value) : value;
}

/** `{ name, id }`; of a note's parent with its module, as since version 6. Null when that record is gone. */
function lookup(id: unknown, api: string, world: ZohoWorld) {
  const other = typeof id === 'string' ? world.records.get(id) : undefined;
  if (!other) return null;
  const reference = { name: String(other.values[nameField(other.module)]), id: other.id };
  return api === 'Parent_Id' ? { ...reference, module: { api_name: other.module } } : reference;
}
