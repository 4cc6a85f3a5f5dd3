import type { CrmUser } from '#test/zoho/data/users.ts';
import type { ZohoWorld } from '#test/zoho/world.ts';
import { type StoredModule, storedModule } from './crm-module.ts';
import type { CrmRecord } from './record-store.ts';
import { dependent, type FieldPlace, forbidden, invalid, mandatory, Refused, wrongType } from './row-fault.ts';
import { maySee } from './visibility.ts';

/** Whom a call or task can be about, beside the contact of Who_Id. */
const WHAT_MODULES: readonly StoredModule[] = ['Leads', 'Accounts'];

/** The record that a lookup names, if it exists and the user may see it. Throws Refused. */
export function linkedRecord(
  module: StoredModule,
  value: unknown,
  user: CrmUser,
  world: ZohoWorld,
  place: FieldPlace,
): CrmRecord {
  const id = referenceId(value, place);
  const record = world.records.find(module, id);
  if (record?.organisation !== user.organisation)
    throw new Refused(invalid(place, 'the related id given seems to be invalid'));
  if (!maySee(user, record)) throw new Refused(forbidden(`Crm_Implied_View_${module}`));
  return record;
}

/** The id of `{ id }`, or of the bare text older versions took. */
export function referenceId(value: unknown, place: FieldPlace): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) throw new Refused(wrongType(place, 'jsonobject'));
  if (!('id' in value)) throw new Refused(mandatory({ api: 'id', path: `${place.path}.id` }));
  if (typeof value.id !== 'string') throw new Refused(wrongType({ api: 'id', path: `${place.path}.id` }, 'bigint'));
  return value.id;
}

/** The module that `$se_module` says What_Id is of. */
export function whatModule(value: unknown, place: FieldPlace): StoredModule {
  if (value === undefined) throw new Refused(dependent(place, '$se_module'));
  const module = WHAT_MODULES.find((name) => name === value);
  if (!module) throw new Refused(invalid({ ...place, api: '$se_module' }));
  return module;
}

/** `Parent_Id: { id, module: { api_name } }`, the only form since version 6. */
export function parentModule(value: unknown, place: FieldPlace): StoredModule {
  if (typeof value !== 'object' || value === null) throw new Refused(wrongType(place, 'jsonobject'));
  const at = { api: 'module', path: `${place.path}.module` };
  if (!('module' in value)) throw new Refused(mandatory(at));
  const { module } = value;
  if (typeof module !== 'object' || module === null || !('api_name' in module))
    throw new Refused(wrongType(at, 'jsonobject'));
  const found = storedModule(String(module.api_name));
  if (!found || found === 'Notes') throw new Refused(invalid({ api: 'api_name', path: `${at.path}.api_name` }));
  return found;
}
