import type { Clock } from '#shared/time.ts';
import type { OrganisationKey } from '#test/zoho/data/users.ts';
import type { StoredModule } from './crm-module.ts';

/** What a field holds. Lookups hold the id of the other record, its module if need be in `$se_module`; owners live in `owner`. */
export type FieldValue = string | number | boolean | null;

export interface CrmRecord {
  /** 18 digits: too long for a JavaScript number, as in Zoho. */
  id: string;
  module: StoredModule;
  organisation: OrganisationKey;
  /** Keys of users. */
  owner: string;
  createdBy: string;
  modifiedBy: string;
  /** Who may read it beside its owner and the administrators. */
  visibleTo: 'everyone' | readonly string[];
  createdAt: Date;
  modifiedAt: Date;
  values: Readonly<Record<string, FieldValue>>;
}

export type NewRecord = Pick<CrmRecord, 'module' | 'organisation' | 'owner' | 'visibleTo' | 'values'> &
  Partial<Pick<CrmRecord, 'createdBy'>>;
export type RecordChanges = Partial<Pick<CrmRecord, 'owner' | 'visibleTo' | 'values'>>;

interface Indexed {
  shown: CrmRecord | undefined;
  coming: { due: number; record: CrmRecord | undefined }[];
}

/**
 * All records of all organisations, and beside them what the search index knows: it lags behind writes by `searchLagMs`
 * (default 0), so that until then a search answers what was true before.
 */
export class RecordStore {
  searchLagMs = 0;
  readonly #clock: Clock;
  readonly #records = new Map<string, CrmRecord>();
  readonly #index = new Map<string, Indexed>();
  #nextId = 482913000000700001n;

  constructor(clock: Clock, seed: readonly CrmRecord[]) {
    this.#clock = clock;
    for (const record of seed) {
      this.#records.set(record.id, record);
      this.#index.set(record.id, { shown: record, coming: [] });
    }
  }

  /** The module's records in order of their ids, which is the order of their creation. */
  all(module: StoredModule, organisation: OrganisationKey): CrmRecord[] {
    return [...this.#records.values()].filter((r) => r.module === module && r.organisation === organisation);
  }

  find(module: StoredModule, id: string): CrmRecord | undefined {
    const record = this.#records.get(id);
    return record?.module === module ? record : undefined;
  }

  /** Makes a record; `owner` counts as the one who made it unless `createdBy` says who did. */
  create(input: NewRecord): CrmRecord {
    const now = this.#clock.now();
    const id = this.nextId();
    const createdBy = input.createdBy ?? input.owner;
    const record = {
      ...input,
      id,
      createdBy,
      modifiedBy: createdBy,
      createdAt: now,
      modifiedAt: now,
    };
    this.#write(id, record);
    return record;
  }

  /** Changes what `changes` names, value by value; undefined if there is no such record. `by`: key of the user. */
  update(module: StoredModule, id: string, changes: RecordChanges, by: string): CrmRecord | undefined {
    const before = this.find(module, id);
    if (!before) return undefined;
    const values = { ...before.values, ...changes.values };
    const record = { ...before, ...changes, values, modifiedBy: by, modifiedAt: this.#clock.now() };
    this.#write(id, record);
    return record;
  }

  /** The record of that id, whatever its module. */
  get(id: string): CrmRecord | undefined {
    return this.#records.get(id);
  }

  /** A new id, of records and of what hangs on them. */
  nextId(): string {
    return String(this.#nextId++);
  }

  /** False if there was no such record. */
  remove(module: StoredModule, id: string): boolean {
    if (!this.find(module, id)) return false;
    this.#write(id, undefined);
    return true;
  }

  /** The module as the search index sees it at this moment. */
  searchable(module: StoredModule, organisation: OrganisationKey): CrmRecord[] {
    const now = this.#clock.now().getTime();
    const seen: CrmRecord[] = [];
    for (const entry of this.#index.values()) {
      while (entry.coming[0] && entry.coming[0].due <= now) entry.shown = entry.coming.shift()?.record;
      const { shown } = entry;
      if (shown?.module === module && shown.organisation === organisation) seen.push(shown);
    }
    return seen;
  }

  #write(id: string, record: CrmRecord | undefined): void {
    if (record) this.#records.set(id, record);
    else this.#records.delete(id);
    const entry = this.#index.get(id) ?? { shown: undefined, coming: [] };
    entry.coming.push({ due: this.#clock.now().getTime() + this.searchLagMs, record });
    this.#index.set(id, entry);
  }
}
