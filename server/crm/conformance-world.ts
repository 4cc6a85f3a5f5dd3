import type { RecordRef } from '#shared/crm/crm-record.ts';
import type { Crm } from './crm.ts';
import type { TokenOwner } from './token-owner.ts';

/** A call, planned or over, as people see it in the CRM. */
export interface SeenCall {
  id: string;
  subject: string;
  type: 'inbound' | 'outbound' | 'missed';
  planned: boolean;
  startsAt: Date;
  /** null: the CRM knows of none. */
  seconds: number | null;
  result: string | null;
  description: string;
  ownerId: string;
  reminded: boolean;
}

export interface SeenTask {
  id: string;
  subject: string;
  /** `2026-03-05` */
  day: string;
  open: boolean;
  description: string;
  ownerId: string;
  remindedAt: Date | null;
}

export interface SeenNote {
  id: string;
  title: string;
  content: string;
  /** The CRM's user. */
  authorId: string;
  files: { id: string; name: string; mime: string; bytes: Uint8Array }[];
}

/** What happens to a request that changes something. */
export type Mishap =
  /** It takes effect, and what comes back is an error, a cut line, or nothing that can be read. */
  | { kind: 'done-then-error' | 'done-then-cut' }
  /** It takes no effect. */
  | { kind: 'rate-limited'; retryAfterSeconds?: number }
  /** The access token is refused once, after the request has been read. */
  | { kind: 'token-expired' };

/** A CRM with people and records in it, and a hand on what goes wrong. Each test gets it without faults and with nothing written. */
export interface CrmWorld {
  crm: Crm;
  now(): Date;
  /** An agent who may read and write every record here but `hidden`. Her CRM user, and a zone other than UTC. */
  agent: { owner: TokenOwner; crmUserId: string; timeZone: string };
  /** Somebody who has never signed in with the CRM. */
  stranger: TokenOwner;
  /** `goner` is deleted by `remove`; `hidden` may be read by the organisation and not by the agent. */
  records: Record<'contact' | 'lead' | 'account' | 'goner' | 'hidden', RecordRef>;
  /**
   * A contact to be searched for: words of its name in another order and without their accents, a part of its company's name, and its
   * number as people type it, in part and in whole. `hiddenName`: the last name of `hidden`.
   */
  searched: { ref: RecordRef; name: string; company: string; digits: string[]; hiddenName: string };
  remove(ref: RecordRef): void;
  removeNote(id: string): void;
  /** Somebody writes this at the end of the text of a call or a note. */
  append(id: string, text: string): void;
  /** Meets the next request that changes something; with `times`, the next ones. */
  next(mishap: Mishap, times?: number): void;
  /** The CRM can't be reached any more. */
  goAway(): Promise<void>;
  /** The agent's grant is taken away. */
  signOut(): void;
  /** Calls must have this field from now on; the CRM's people know it by the label. */
  require(label: string): void;
  /** Everything that stands at the record; null: at none. */
  calls(record: RecordRef | null): SeenCall[];
  tasks(record: RecordRef | null): SeenTask[];
  notes(record: RecordRef): SeenNote[];
  /** Puts so many other entries onto the record, newer than what stands there. */
  crowd(record: RecordRef, what: 'call' | 'note', count: number): void;
  /** Back to no faults, nothing written, everybody signed in. */
  reset(): Promise<void>;
  close(): Promise<void>;
}
