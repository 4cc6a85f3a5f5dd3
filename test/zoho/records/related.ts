import type { CrmUser } from '#test/zoho/data/users.ts';
import type { ZohoWorld } from '#test/zoho/world.ts';
import { isPlanned } from './call-rules.ts';
import type { CrmRecord } from './record-store.ts';
import { maySee } from './visibility.ts';

/** A call that is to come, or a task that is not done: what the pages list as open activities. */
export function isOpen(record: CrmRecord): boolean {
  return record.module === 'Calls' ? isPlanned(record.values) : record.values.Status !== 'Completed';
}

/** Notes, calls, tasks or contacts of a record that the viewer may see, newest first. */
export function relatedTo(
  record: CrmRecord,
  module: 'Notes' | 'Calls' | 'Tasks' | 'Contacts',
  viewer: CrmUser,
  world: ZohoWorld,
): CrmRecord[] {
  const about = (r: CrmRecord): boolean => {
    if (module === 'Contacts') return r.values.Account_Name === record.id;
    if (module === 'Notes') return r.values.Parent_Id === record.id;
    return r.values.Who_Id === record.id || r.values.What_Id === record.id;
  };
  return world.records
    .all(module, record.organisation)
    .filter((r) => about(r) && maySee(viewer, r))
    .toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (BigInt(b.id) > BigInt(a.id) ? 1 : -1));
}
