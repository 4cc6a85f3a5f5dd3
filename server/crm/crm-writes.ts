import type { CrmRecord, RecordRef } from '#shared/crm/crm-record.ts';
import type { Problem } from '#shared/problem.ts';
import type { Result } from '#shared/result.ts';
import type { TokenOwner } from './token-owner.ts';

/**
 * Why a write did not, or may not, have taken effect. The problem's code says what becomes of it: `crm-away` is tried again by itself,
 * `crm-signed-out` once the owner has signed in anew; `crm-record-gone`, `crm-forbidden`, `crm-refused` (with `params.field`, the field's
 * label), `recording-gone` and `too-large` only when somebody has done something about it.
 */
export interface WriteFailure {
  problem: Problem;
  /** It may have taken effect all the same: look with `findWritten` before it is written again. */
  ambiguous: boolean;
  /** The CRM says when it takes requests again (rate limits); null: it does not say. */
  retryAfterMs: number | null;
}

export type WriteResult<T> = { ok: true; value: T } | { ok: false; failure: WriteFailure };

/** What was written: the CRM's own id. */
export interface Written {
  id: string;
}

/** A call that took place, as the CRM's call log has it. Texts are plain; a connector cleans them of what its CRM refuses. */
export interface CallEntry {
  subject: string;
  type: 'inbound' | 'outbound' | 'missed';
  startedAt: Date;
  /** Whole seconds of conversation; 0: nobody was talked to. */
  talkedSeconds: number;
  /** What came of it, in words; null: the agent chose nothing. */
  result: string | null;
  /** Several lines; the last one is the marker. */
  description: string;
  /** IANA: the offset that the start is written with. */
  timeZone: string;
}

export interface CallChange extends Pick<CallEntry, 'result' | 'description'> {
  happened?: Pick<CallEntry, 'subject' | 'type' | 'talkedSeconds'>;
}

export interface NoteEntry {
  title: string;
  /** Several lines; the last one is the marker. */
  content: string;
}

export interface FollowUpEntry {
  kind: 'call' | 'task';
  subject: string;
  /** When a call is due. A task is due on this moment's day in `timeZone`. Both are reminded of then. */
  at: Date;
  /** IANA: the agent's. */
  timeZone: string;
  /** The CRM's user who is to do it; null: whoever's connection plans it. */
  ownerId: string | null;
  /** Several lines; the last one is the marker. */
  description: string;
}

export interface FileEntry {
  /** Unique on what it is attached to: `RE….wav`. */
  name: string;
  mime: string;
  /** The content from its beginning; called again when the upload has to begin anew. A failure of it is the write's failure. */
  open(): Promise<Result<OpenedFile>>;
}

export interface OpenedFile {
  content: ReadableStream<Uint8Array>;
  /** Size as its source announces it; null where it does not say. More or less than that is a failed write. */
  bytes: number | null;
}

/** A record that was looked for. `numbers`: as they are written in it, the CRM's own order; missing where the CRM was asked by number. */
export interface FoundRecord extends CrmRecord {
  numbers?: readonly string[];
}

/** Where to look for what may have been written already. */
export type Trace =
  | {
      what: 'call' | 'note' | 'follow-up-call' | 'follow-up-task';
      /** Whose related list is read; null: an entry without a record, looked for among the newest of its kind. */
      record: RecordRef | null;
      /** The last line of the description or content, whole. */
      marker: string;
      /** Nothing older is it. */
      since: Date;
    }
  | { what: 'file'; noteId: string; name: string };

/**
 * What Sidetone writes to the CRM, with its owner's own permissions. Nothing here is retried or checked for repetition: whoever calls
 * keeps book (`server/calls/write-back/write-back.ts`). Never throws for what a CRM or a network may do.
 */
export interface CrmWrites {
  /** Enters a call that is over. `record` null: one that belongs to no record. */
  logCall(owner: TokenOwner, record: RecordRef | null, call: CallEntry): Promise<WriteResult<Written>>;
  /**
   * Sets result and description of a call entry that we wrote, and, where it was entered as what it was not, what happened: as far as the
   * CRM lets that be changed. What people have added below the marker stays. The same change twice is harmless, so never `ambiguous`.
   */
  updateCall(owner: TokenOwner, callId: string, change: CallChange): Promise<WriteResult<Written>>;
  addNote(owner: TokenOwner, record: RecordRef, note: NoteEntry): Promise<WriteResult<Written>>;
  /** Sets title and content of a note that we wrote; what people have added below the marker stays. The same change twice is harmless, so never `ambiguous`. */
  updateNote(owner: TokenOwner, noteId: string, note: NoteEntry): Promise<WriteResult<Written>>;
  /** Attaches a file to a note that we wrote, without holding it in memory. One that the CRM can't take is `too-large`, before it is sent if possible. */
  attachFile(owner: TokenOwner, noteId: string, file: FileEntry): Promise<WriteResult<Written>>;
  /** Plans a call or a task. `record` null: one that belongs to no record. */
  createFollowUp(owner: TokenOwner, record: RecordRef | null, followUp: FollowUpEntry): Promise<WriteResult<Written>>;
  /**
   * The entry that carries the marker (or the file's name), read from the related list and never by search, whose index lags behind;
   * null: it was not written.
   */
  findWritten(owner: TokenOwner, trace: Trace): Promise<WriteResult<Written | null>>;
  /** Records whose name, company or number contains the text, by the owner's own eyes; best first, at most 10. */
  searchRecords(owner: TokenOwner, text: string): Promise<Result<FoundRecord[]>>;
}
