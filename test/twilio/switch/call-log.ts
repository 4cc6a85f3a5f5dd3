import type { TimelineEntry } from '#test/twilio/webhook/timeline.ts';

/** What happened on a leg, in the order in which it happened: for tests, and for the handset's "What is said". */
export type TranscriptEntry = { at: Date } & (
  | { what: 'said'; text: string; language: string; voice: string }
  | { what: 'played'; url: string }
  | { what: 'played-digits'; digits: string }
  | { what: 'pressed'; digit: string }
  /** The person at the phone said something (Control API, handset page). */
  | { what: 'spoke'; text: string }
  | { what: 'rings'; legSid: string; who: string }
  | { what: 'answered'; legSid: string; who: string }
  | { what: 'bridged'; legSid: string; who: string }
  | { what: 'left'; legSid: string; who: string; status: string }
  /** Twilio has told the caller to leave a message, and has it; a null URL: she said nothing. */
  | { what: 'beeped' }
  | { what: 'recorded'; seconds: number; url: string | null }
  /** The call waits in a queue, and does so no longer. */
  | { what: 'queued'; queue: string }
  | { what: 'dequeued'; queue: string; result: string }
  /** The call takes part in a conference, and does so no longer. */
  | { what: 'joined'; conference: string }
  | { what: 'left-conference'; conference: string }
  | { what: 'ended'; status: string }
);

export type NewTranscriptEntry = TranscriptEntry extends infer Entry
  ? Entry extends TranscriptEntry
    ? Omit<Entry, 'at'>
    : never
  : never;

/** An error or a warning of a call, with Twilio's code. */
export interface CallError {
  at: Date;
  code: string;
  level: 'error' | 'warning';
  text: string;
}

export interface CallLog {
  transcript: TranscriptEntry[];
  timeline: TimelineEntry[];
  errors: CallError[];
}
