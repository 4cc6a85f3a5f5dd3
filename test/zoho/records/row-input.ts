import type { CrmUser } from '#test/zoho/data/users.ts';
import type { ZohoWorld } from '#test/zoho/world.ts';
import { completeCall } from './call-rules.ts';
import { fieldsOf } from './crm-field.ts';
import type { StoredModule } from './crm-module.ts';
import type { CrmField } from './define-field.ts';
import { readValue } from './field-input.ts';
import { linkedRecord, parentModule, referenceId, whatModule } from './link-input.ts';
import type { CrmRecord, FieldValue } from './record-store.ts';
import { duplicate, type FieldPlace, invalid, mandatory, Refused, wrongType } from './row-fault.ts';

/** One row of a write: what, by whom, and where it stands. */
export interface RowRequest {
  module: StoredModule;
  row: unknown;
  /** Its place in `data`. */
  at: number;
  user: CrmUser;
  world: ZohoWorld;
  /** The record that is changed; undefined for a new one. */
  before?: CrmRecord | undefined;
  /** Of `POST /{module}/{id}/Notes`, whose rows name no parent. */
  parent?: CrmRecord | undefined;
}

export interface RowValues {
  values: Record<string, FieldValue>;
  owner: string | undefined;
  /** The record that a note, call or task stands at: who sees it sees them. */
  about: CrmRecord | undefined;
}

const DEFAULTS: Partial<Record<StoredModule, Record<string, FieldValue>>> = {
  Tasks: { Status: 'Not Started', Priority: 'Normal', Send_Notification_Email: false },
};
/** Not fields, but taken beside them. */
const BESIDE = ['id', '$se_module'];

/** Reads a row of `POST` or `PUT /{module}`. Strict: what the module has no field for is refused. Throws Refused. */
export function readRow(request: RowRequest): RowValues {
  const { module, row, at, world, before } = request;
  if (typeof row !== 'object' || row === null || Array.isArray(row))
    throw new Refused(wrongType({ api: 'data', path: `$.data[${at}]` }, 'jsonobject'));
  const fields = fieldsOf(module, world.settings);
  const place = (api: string): FieldPlace => ({ api, path: `$.data[${at}].${api}` });
  const sent = new Map<string, unknown>(Object.entries(row));
  const stray = [...sent.keys()].find((key) => !BESIDE.includes(key) && !fields.some((f) => f.api === key));
  if (stray !== undefined) throw new Refused(invalid(place(stray), 'the field given seems to be invalid'));
  checkRequired(fields, sent, request, place);

  const values: Record<string, FieldValue> = before ? {} : { ...DEFAULTS[module] };
  for (const field of fields) {
    const value = sent.get(field.api);
    if (value === undefined || field.type === 'ownerlookup' || field.type === 'lookup') continue;
    if (field.readOnly) throw new Refused(invalid(place(field.api), 'the field is read only'));
    values[field.api] = value === null ? null : readValue(field, value, place(field.api));
  }
  const about = readLinks(request, sent, values, place);
  checkUnique(request, values, place);
  const owner = readOwner(request, sent, place);
  if (module === 'Contacts' || module === 'Leads') nameOf(values, before);
  if (module === 'Calls') {
    const rules = { now: world.clock.now(), place, typesChange: world.settings.callTypesChange };
    return { values: completeCall(values, before, rules), owner, about };
  }
  return { values, owner, about };
}

function checkRequired(
  fields: readonly CrmField[],
  sent: Map<string, unknown>,
  { before, parent }: RowRequest,
  place: (api: string) => FieldPlace,
): void {
  for (const { api, required } of fields) {
    if (!required || (api === 'Parent_Id' && parent)) continue;
    const value = sent.get(api);
    const empty = value === null || value === '';
    if (before ? empty : empty || value === undefined) throw new Refused(mandatory(place(api)));
  }
}

/** Puts the lookups' ids, and with What_Id and Parent_Id the module, into `values`; answers the record they lead to. */
function readLinks(
  { module, user, world, parent }: RowRequest,
  sent: Map<string, unknown>,
  values: Record<string, FieldValue>,
  place: (api: string) => FieldPlace,
): CrmRecord | undefined {
  const link = (api: string, to: StoredModule): CrmRecord | undefined => {
    const value = sent.get(api);
    if (value === undefined) return undefined;
    const record = value === null ? undefined : linkedRecord(to, value, user, world, place(api));
    values[api] = record?.id ?? null;
    return record;
  };
  if (module === 'Contacts') link('Account_Name', 'Accounts');
  if (module === 'Notes') {
    if (sent.has('$se_module')) throw new Refused(invalid(place('$se_module')));
    const value = sent.get('Parent_Id');
    const about =
      parent ?? (value === undefined ? undefined : link('Parent_Id', parentModule(value, place('Parent_Id'))));
    if (about) Object.assign(values, { Parent_Id: about.id, $se_module: about.module });
    return about;
  }
  if (module !== 'Calls' && module !== 'Tasks') return undefined;
  const who = link('Who_Id', 'Contacts');
  const what = sent.get('What_Id') ?? null;
  const about = what === null ? undefined : link('What_Id', whatModule(sent.get('$se_module'), place('What_Id')));
  if (about) values.$se_module = about.module;
  else if (sent.has('$se_module') && sent.get('$se_module') !== 'Contacts')
    throw new Refused(invalid(place('$se_module')));
  return who ?? about;
}

function readOwner(
  { module, user, world, before }: RowRequest,
  sent: Map<string, unknown>,
  place: (api: string) => FieldPlace,
): string | undefined {
  const value = sent.get('Owner');
  if (value === undefined) return undefined;
  const id = referenceId(value, place('Owner'));
  const owner = world.users.colleagues(user).find((u) => u.id === id);
  if (owner?.status !== 'active') throw new Refused(invalid(place('Owner'), 'the owner given seems to be invalid'));
  const closed = module === 'Calls' && before?.values.Outgoing_Call_Status === 'Completed';
  if (closed && owner.key !== before.owner) throw new Refused(invalid(place('Owner')));
  return owner.key;
}

function checkUnique(
  { module, user, world, before }: RowRequest,
  values: Record<string, FieldValue>,
  place: (api: string) => FieldPlace,
): void {
  for (const [api, value] of Object.entries(values)) {
    if (value === null || !world.settings.uniqueFields.includes(`${module}.${api}`)) continue;
    const twin = world.records
      .all(module, user.organisation)
      .find((r) => r.values[api] === value && r.id !== before?.id);
    if (twin) throw new Refused(duplicate(place(api), twin.id));
  }
}

/** The CRM makes a person's full name itself. */
function nameOf(values: Record<string, FieldValue>, before: CrmRecord | undefined): void {
  const { First_Name, Last_Name } = { ...before?.values, ...values };
  values.Full_Name = [First_Name, Last_Name].filter(Boolean).join(' ');
}
