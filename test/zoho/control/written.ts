import type { Attachment } from '#test/zoho/records/attachment-store.ts';
import { isPlanned } from '#test/zoho/records/call-rules.ts';
import type { CrmModule } from '#test/zoho/records/crm-module.ts';
import type { CrmRecord } from '#test/zoho/records/record-store.ts';
import { relatedTo } from '#test/zoho/records/related.ts';
import type { ZohoWorld } from '#test/zoho/world.ts';

/** All that was written about a record, oldest first. */
export interface Written {
  /** Calls that took place. */
  calls: CrmRecord[];
  plannedCalls: CrmRecord[];
  tasks: CrmRecord[];
  notes: { note: CrmRecord; files: Attachment[] }[];
  /** What hangs on the record itself. */
  files: Attachment[];
}

/** As an administrator of its organisation sees it. Throws if there is no such record. */
export function writtenOn(module: CrmModule, id: string, world: ZohoWorld): Written {
  const record = world.records.find(module, id);
  const admin = world.users
    .all()
    .find((user) => user.organisation === record?.organisation && user.profile === 'Administrator');
  if (!record || !admin) throw new Error(`there is no record ${module} ${id}`);
  const oldestFirst = (list: 'Calls' | 'Tasks' | 'Notes') => relatedTo(record, list, admin, world).toReversed();
  const calls = oldestFirst('Calls');
  return {
    calls: calls.filter(({ values }) => !isPlanned(values)),
    plannedCalls: calls.filter(({ values }) => isPlanned(values)),
    tasks: oldestFirst('Tasks'),
    notes: oldestFirst('Notes').map((note) => ({ note, files: world.attachments.of(note) })),
    files: world.attachments.of(record),
  };
}
