import type { CrmUser } from '#test/zoho/data/users.ts';
import type { CrmRecord, RecordStore } from './record-store.ts';

/** A file, or a link, that hangs on a record. */
export interface Attachment {
  id: string;
  /** Record it hangs on: contacts, leads, accounts, calls, tasks and notes have some. */
  parent: string;
  /** Two of one record may be called the same. */
  name: string;
  content: { kind: 'file'; type: string; bytes: Uint8Array<ArrayBuffer> } | { kind: 'link'; url: string };
  createdBy: string;
  modifiedBy: string;
  createdAt: Date;
  modifiedAt: Date;
}

/** What hangs on the records, oldest first. */
export class AttachmentStore {
  readonly #records: RecordStore;
  readonly #now: () => Date;
  readonly #attachments = new Map<string, Attachment>();

  constructor(records: RecordStore, now: () => Date) {
    this.#records = records;
    this.#now = now;
  }

  add(parent: CrmRecord, name: string, content: Attachment['content'], by: Pick<CrmUser, 'key'>): Attachment {
    const [at, id] = [this.#now(), this.#records.nextId()];
    const who = { createdBy: by.key, modifiedBy: by.key, createdAt: at, modifiedAt: at };
    const attachment = { id, parent: parent.id, name, content, ...who };
    this.#attachments.set(id, attachment);
    return attachment;
  }

  of(parent: Pick<CrmRecord, 'id'>): Attachment[] {
    return [...this.#attachments.values()].filter((a) => a.parent === parent.id);
  }

  find(id: string): Attachment | undefined {
    return this.#attachments.get(id);
  }

  /** False if there was none of that id. */
  remove(id: string): boolean {
    return this.#attachments.delete(id);
  }

  all(): Attachment[] {
    return [...this.#attachments.values()];
  }
}
