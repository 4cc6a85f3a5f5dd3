import type { ErrorCode } from '#test/twilio/account/error-catalogue.ts';
import type { Method } from '#test/twilio/account/resources.ts';
import type { Call } from '#test/twilio/switch/call.ts';
import type { FinalStatus } from '#test/twilio/switch/call-status.ts';
import type { Services } from '#test/twilio/switch/services.ts';
import type { Parameters } from '#test/twilio/webhook/signature.ts';
import type { WebhookKind } from '#test/twilio/webhook/timeline.ts';
import type { Element } from './document.ts';

/** TwiML to be run: asked for, or given in a request. */
export type Instruction =
  | { from: 'url'; kind: WebhookKind; url: string; method: Method; parameters: Parameters }
  | { from: 'text'; twiml: string };

/** What comes after a verb. */
export type Outcome =
  /** The next verb; `unanswered` is how the call ends if the document ends before anyone picked it up (answerOnBridge). */
  | { kind: 'next'; unanswered?: FinalStatus }
  | { kind: 'document'; instruction: Instruction; unanswered?: FinalStatus }
  | { kind: 'hang-up' }
  /** The call is not picked up; an answered one is hung up. */
  | { kind: 'reject'; status: 'busy' | 'no-answer'; reason: { code: number; message: string } };

/** What a verb may use while it runs. */
export interface VerbContext {
  readonly call: Call;
  readonly services: Services;
  /** Aborted, with a Stopped, when the call ends or gets other TwiML; what a verb awaits must end then. */
  readonly signal: AbortSignal;
  /** False within a whisper, where `<Dial>` is not allowed. */
  readonly mayDial: boolean;
  /** Absolute form of a URL in this document; throws Fault 11100 where there is nothing it could be relative to. */
  resolve(url: string): string;
  /** The URL of this document, asked for with the method it was asked for with; null for TwiML given in a request. */
  readonly document: { url: string; method: Method } | null;
  warn(code: ErrorCode, detail: string): void;
}

export interface Verb {
  /** The element's name. */
  readonly name: string;
  /** Whether Twilio picks up an unanswered call before running it. A Dial decides by itself. */
  readonly answers: boolean;
  run(element: Element, context: VerbContext): Promise<Outcome>;
}

export const next: Outcome = { kind: 'next' };
