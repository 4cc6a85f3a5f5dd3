import type { Crm } from '#server/crm/crm.ts';
import type { CallEntry, FoundRecord, Trace, WriteFailure, WriteResult, Written } from '#server/crm/crm-writes.ts';
import type { RecordRef } from '#shared/crm/crm-record.ts';
import { type Problem, problem } from '#shared/problem.ts';
import { ok } from '#shared/result.ts';
import { noCrm } from './crm.ts';

/** What stands in the CRM. */
export interface Entry {
  id: string;
  what: Trace['what'];
  /** `contact 1`; null: on no record. A file: its note. */
  on: string | null;
  /** The last line of its text; a file: its name. */
  marker: string;
  text: string;
  owner: string;
  result?: string | null;
  /** Whose it is to do; null: whoever's connection has written it. */
  ownerId?: string | null;
  /** Of a call. */
  happened?: Pick<CallEntry, 'subject' | 'type' | 'talkedSeconds'>;
}

/** How one request goes wrong. `effect`: it has taken effect all the same. */
export interface Fault {
  problem: Problem;
  effect?: boolean;
  ambiguous?: boolean;
  retryAfterMs?: number;
}

export const away = problem('crm-away', 'The CRM does not answer.', { retry: true });
export const signedOut = problem('crm-signed-out', 'Signed out.');
export const refused = problem('crm-refused', 'A field is missing.', { params: { field: 'Budget' } });
export const gone = problem('crm-record-gone', 'The record was deleted.');

/** A CRM in memory that keeps what is written to it as a real one does: everything twice that is sent twice. */
export class WrittenCrm {
  entries: Entry[] = [];
  /** Requests so far, reads included. */
  readonly asked: string[] = [];
  /** Who carries every number. */
  records: FoundRecord[] = [];
  /** Asked before each request. */
  fault: (request: string, n: number) => Fault | undefined = () => undefined;
  #ids = 0;
  readonly #removed = new Set<string>();

  /** Somebody deletes an entry (its id) or a record (`contact 1`), with all that stands on it. */
  remove(what: string): void {
    this.#removed.add(what);
    for (const { id } of this.entries.filter(({ on }) => on === what)) this.remove(id);
    this.entries = this.entries.filter(({ id }) => id !== what);
  }

  crm(): Crm {
    const keep = (entry: Omit<Entry, 'id' | 'marker'> & { marker?: string }) => () => {
      const made = { id: `id-${++this.#ids}`, marker: entry.text.split('\n').at(-1) ?? '', ...entry };
      this.entries.push(made);
      return made.id;
    };
    const on = (record: RecordRef | null) => record && `${record.kind} ${record.id}`;
    const change = (id: string, values: Partial<Entry>) => () => {
      Object.assign(this.entries.find((one) => one.id === id) ?? {}, values);
      return id;
    };
    return noCrm({
      findByPhone: async () => {
        this.asked.push('findByPhone');
        const fault = this.fault('findByPhone', this.asked.length);
        return fault ? { ok: false, problem: fault.problem } : ok(this.records);
      },
      logCall: (owner, record, { description: text, result, subject, talkedSeconds, type }) => {
        const happened = { subject, talkedSeconds, type };
        return this.#write(
          'logCall',
          on(record),
          keep({ what: 'call', on: on(record), text, owner, result, happened }),
        );
      },
      updateCall: (_, id, { description: text, happened, result }) =>
        this.#write('updateCall', id, change(id, { text, result, ...(happened && { happened }) })),
      addNote: (owner, record, { content: text }) =>
        this.#write('addNote', on(record), keep({ what: 'note', on: on(record), text, owner })),
      updateNote: (_, id, { content: text }) => this.#write('updateNote', id, change(id, { text })),
      attachFile: (owner, noteId, { name }) =>
        this.#write('attachFile', noteId, keep({ what: 'file', on: noteId, text: '', marker: name, owner })),
      createFollowUp: (owner, record, { kind, description: text, ownerId }) =>
        this.#write(
          `follow-up-${kind}`,
          on(record),
          keep({ what: `follow-up-${kind}`, on: on(record), text, owner, ownerId }),
        ),
      findWritten: (_, trace) => this.#find(trace, on),
      searchRecords: async () => ok(this.records),
    });
  }

  /** @param to what is changed, or what the new entry stands on. */
  async #write(name: string, to: string | null, effect: () => string): Promise<WriteResult<Written>> {
    this.asked.push(name);
    if (to !== null && this.#removed.has(to)) return { ok: false, failure: failureOf({ problem: gone }) };
    const fault = this.fault(name, this.asked.length);
    if (!fault) return { ok: true, value: { id: effect() } };
    if (fault.effect) effect();
    return { ok: false, failure: failureOf(fault) };
  }

  async #find(trace: Trace, on: (record: RecordRef | null) => string | null): Promise<WriteResult<Written | null>> {
    this.asked.push('findWritten');
    const fault = this.fault('findWritten', this.asked.length);
    if (fault) return { ok: false, failure: failureOf(fault) };
    const place = trace.what === 'file' ? trace.noteId : on(trace.record);
    if (place !== null && this.#removed.has(place)) return { ok: false, failure: failureOf({ problem: gone }) };
    const found = this.entries.find((entry) =>
      trace.what === 'file'
        ? entry.what === 'file' && entry.on === trace.noteId && entry.marker === trace.name
        : entry.what === trace.what && entry.on === on(trace.record) && entry.marker === trace.marker,
    );
    return { ok: true, value: found ? { id: found.id } : null };
  }
}

const failureOf = ({ problem, ambiguous, effect, retryAfterMs }: Fault): WriteFailure => ({
  problem,
  ambiguous: ambiguous ?? effect ?? false,
  retryAfterMs: retryAfterMs ?? null,
});
