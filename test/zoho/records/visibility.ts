import type { CrmUser } from '#test/zoho/data/users.ts';
import type { StoredModule } from './crm-module.ts';
import type { CrmRecord } from './record-store.ts';

/** Whether the user may read the record: of her organisation, and hers, shared with her, or she is an administrator. */
export function maySee(user: CrmUser, record: CrmRecord): boolean {
  if (record.organisation !== user.organisation) return false;
  if (record.visibleTo === 'everyone' || user.profile === 'Administrator') return true;
  return record.owner === user.key || record.visibleTo.includes(user.key);
}

/** Whether the field is masked for this user. `masked`: the settings' list of `Module.Field`. */
export function isMasked(user: CrmUser, module: StoredModule, field: string, masked: readonly string[]): boolean {
  return user.profile !== 'Administrator' && masked.includes(`${module}.${field}`);
}

/** All but the last three characters hidden: nothing is left that one could dial. */
export function maskedText(text: string): string {
  return '*'.repeat(Math.max(text.length - 3, 0)) + text.slice(-3);
}
