import type { Method } from '#test/twilio/account/resources.ts';
import type { ChaosName } from './chaos.ts';
import type { Parameters } from './signature.ts';

/** What a webhook was sent for. */
export const WEBHOOK_KINDS = [
  'voice', // the first TwiML of a call
  'action', // a verb's action
  'redirect', // <Redirect>, or a live call moved by REST
  'whisper', // the url of a <Client> or <Number>, run on the callee before the bridge; of a <Queue>, on the caller
  'wait', // waitUrl of an <Enqueue> or a <Conference>, holdUrl and announceUrl of a conference
  'fallback',
  'partial-result', // partialResultCallback of a <Gather>
  'call-status', // StatusCallback of a number, an application or a call made by REST
  'leg-status', // statusCallback of a <Client> or <Number>
  'recording-status', // recordingStatusCallback of a <Dial>
  'conference-status', // statusCallback of a <Conference>
  'media', // a file to be played
] as const;

export type WebhookKind = (typeof WEBHOOK_KINDS)[number];

/** One request as it went out, and what came back. */
export interface TimelineEntry {
  at: Date;
  kind: WebhookKind;
  callSid: string;
  method: Method;
  url: string;
  parameters: Parameters;
  /** 1 for the first try. */
  attempt: number;
  signature: string;
  idempotencyToken: string;
  chaos: ChaosName | null;
  outcome:
    | { kind: 'under-way' }
    | { kind: 'answered'; status: number; contentType: string; body: string; tookMs: number }
    | { kind: 'failed'; code: string; why: string; tookMs: number }
    | { kind: 'never-sent' };
}
