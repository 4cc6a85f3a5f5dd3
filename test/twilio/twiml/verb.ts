import type { ErrorCode } from '#test/twilio/account/error-catalogue.ts';
import type { Method } from '#test/twilio/account/resources.ts';
import type { Call } from '#test/twilio/switch/call.ts';
import type { FinalStatus } from '#test/twilio/switch/call-status.ts';
import type { Ear } from '#test/twilio/switch/playing.ts';
import type { Services } from '#test/twilio/switch/services.ts';
import type { Parameters } from '#test/twilio/webhook/signature.ts';
import type { WebhookKind } from '#test/twilio/webhook/timeline.ts';
import type { Element } from './document.ts';
import type { Fault } from './fault.ts';

/** TwiML to be run: asked for, or given in a request. */
export type Instruction =
  | { from: 'url'; kind: WebhookKind; url: string; method: Method; parameters: Parameters; isLiveChange?: boolean }
  | { from: 'text'; twiml: string };

/** What comes after a verb. */
export type Outcome =
  /** The next verb; `unanswered` is how the call ends if the document ends before anyone picked it up (answerOnBridge). */
  | { kind: 'next'; unanswered?: FinalStatus }
  | { kind: 'document'; instruction: Instruction; unanswered?: FinalStatus }
  | { kind: 'hang-up' }
  /** Out of the queue, on to what follows the `<Enqueue>`. */
  | { kind: 'leave' }
  /** The call is not picked up; an answered one is hung up. */
  | { kind: 'reject'; status: 'busy' | 'no-answer'; reason: { code: number; message: string } };

/** How a document ended: by a verb, or because nothing was left to do. */
export type DocumentEnd =
  | Exclude<Outcome, { kind: 'next' }>
  /** `verbs`: how many it had. */
  | { kind: 'at-end'; verbs: number }
  /** The URL had a sound file, which was played. */
  | { kind: 'played' };

/** Runs documents on a leg. */
export interface Runner {
  /** Throws a Fault when the document can't be had or run; rejects with the signal's reason when it is stopped. */
  run(instruction: Instruction): Promise<DocumentEnd>;
}

/** What is different for documents that run beside the call's own: while it waits, before it is connected. */
export interface RunnerRules {
  /** Aborted, with the reason that the run then rejects with, when this TwiML is to stop. */
  signal: AbortSignal;
  /** The fault that a verb is here, where not all are allowed; null: it is allowed. */
  refusal?: (verb: string) => Fault | null;
  /** Whether the call waits in a queue, which `<Leave>` ends. */
  inQueue?: boolean;
  /** Who hears what is said and played; absent: the leg. */
  ear?: Ear;
}

/** What a verb may use while it runs. */
export interface VerbContext {
  readonly call: Call;
  readonly services: Services;
  /** Who hears what is said and played: the leg, unless it is meant for others. */
  readonly ear: Ear;
  /** Aborted, with a Stopped, when the call ends or gets other TwiML; what a verb awaits must end then. */
  readonly signal: AbortSignal;
  /** Whether the call waits in a queue: only then is there something that `<Leave>` can leave. */
  readonly inQueue: boolean;
  /** Absolute form of a URL in this document; throws Fault 11100 where there is nothing it could be relative to. */
  resolve(url: string): string;
  /** The URL of this document, asked for with the method it was asked for with; null for TwiML given in a request. */
  readonly document: { url: string; method: Method } | null;
  /** Whether REST gave this document's URL to a call that was up. */
  readonly isLiveChange: boolean;
  warn(code: ErrorCode, detail: string): void;
  /** Runs documents of the verb's own on this leg, by rules of their own. */
  aside(rules: RunnerRules): Runner;
}

export interface Verb {
  /** The element's name. */
  readonly name: string;
  /** Whether Twilio picks up an unanswered call before running it. A Dial decides by itself. */
  readonly answers: boolean;
  run(element: Element, context: VerbContext): Promise<Outcome>;
}

export const next: Outcome = { kind: 'next' };
