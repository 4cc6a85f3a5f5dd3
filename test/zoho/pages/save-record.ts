import type { CrmUser } from '#test/zoho/data/users.ts';
import { CRM_FIELDS } from '#test/zoho/records/crm-field.ts';
import type { CrmModule } from '#test/zoho/records/crm-module.ts';
import type { ZohoWorld } from '#test/zoho/world.ts';
import { fieldOf } from './cells.ts';

/** Saves what was typed on the page, field by field; what the page could not have offered for editing is left out. '' empties. */
export function saveRecord(
  user: CrmUser,
  module: CrmModule,
  id: string,
  typed: Record<string, string>,
  world: ZohoWorld,
): void {
  const record = world.records.find(module, id);
  if (!record) return;
  const values: Record<string, string | null> = {};
  for (const field of CRM_FIELDS[module]) {
    const text = typed[field.api];
    if (text !== undefined && fieldOf(record, field, user, world).editable) values[field.api] = text || null;
  }
  world.records.update(module, id, { values }, user.key);
}
