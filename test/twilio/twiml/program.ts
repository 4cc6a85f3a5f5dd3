import type { Method } from '#test/twilio/account/resources.ts';
import type { Call } from '#test/twilio/switch/call.ts';
import { type FinalStatus, reasonFor } from '#test/twilio/switch/call-status.ts';
import { hearOut, lengthMs } from '#test/twilio/switch/playing.ts';
import type { Services } from '#test/twilio/switch/services.ts';
import { DocumentRunner } from './document-runner.ts';
import { Fault } from './fault.ts';
import type { DocumentEnd, Instruction } from './verb.ts';

const APPLICATION_ERROR = 'We are sorry, an application error has occurred. Goodbye.';

export interface ProgramSetup {
  call: Call;
  services: Services;
  signal: AbortSignal;
  /** Asked when a document can't be had or run. */
  fallback: { url: string; method: Method } | null;
  /** A whisper must not dial, and when its document ends the call goes on. */
  whisper: boolean;
}

/** Runs TwiML on a call: document after document, verb after verb, until the call ends or other TwiML takes its place. */
export class Program {
  readonly #setup: ProgramSetup;
  readonly #runner: DocumentRunner;
  /** How the call ends if nobody ever picks it up. */
  #unanswered: FinalStatus | null = null;

  constructor(setup: ProgramSetup) {
    this.#setup = setup;
    const { call, services, signal, whisper } = setup;
    const refusal = (verb: string) =>
      whisper && verb === 'Dial' ? new Fault('13201', 'a whisper may not dial') : null;
    this.#runner = new DocumentRunner({ call, services, signal, refusal }, (outcome) => {
      if ('unanswered' in outcome && outcome.unanswered) this.#unanswered = outcome.unanswered;
    });
  }

  /** Resolves when the TwiML has come to its end or was stopped. Never rejects. */
  async run(first: Instruction): Promise<void> {
    let current = first;
    let isFallback = false;
    for (;;) {
      try {
        const end = await this.#runner.run(current);
        if (end.kind !== 'document') return this.#end(end);
        current = end.instruction;
      } catch (error) {
        if (this.#setup.signal.aborted) return;
        const fault = error instanceof Fault ? error : new Fault('internal', String(error));
        this.#runner.report(fault.code, fault.message, fault.url);
        const fallback = isFallback ? null : this.#fallbackAfter(fault, current);
        if (!fallback) return this.#sayApplicationError();
        isFallback = true;
        current = fallback;
      }
    }
  }

  #end(end: DocumentEnd): void {
    const { call, whisper } = this.#setup;
    if (end.kind === 'at-end' && whisper) return;
    if (end.kind === 'reject' && !call.answeredAt) call.finish(end.status, end.reason);
    else if (this.#unanswered && !call.answeredAt) call.finish(this.#unanswered, reasonFor(this.#unanswered));
    call.answer();
    call.finish('completed');
  }

  #fallbackAfter(fault: Fault, failed: Instruction): Instruction | null {
    const { fallback } = this.#setup;
    // What the local Twilio can't do must not look like the server's own failure.
    if (!fallback || fault.code === 'unsupported' || fault.code === 'internal') return null;
    const failedUrl = fault.url ?? (failed.from === 'url' ? failed.url : '');
    const parameters = { ErrorCode: fault.code, ErrorUrl: failedUrl };
    return { from: 'url', kind: 'fallback', url: fallback.url, method: fallback.method, parameters };
  }

  async #sayApplicationError(): Promise<void> {
    const { call, services, signal } = this.#setup;
    call.answer();
    call.note({ what: 'said', text: APPLICATION_ERROR, language: 'en-US', voice: 'man' });
    try {
      const samples = await services.sound.speak(APPLICATION_ERROR, { language: 'en-US', voice: 'man' });
      await hearOut(call, services.sound.play(samples, 1), lengthMs(samples), services.clock, signal);
    } catch {
      // The caller hung up on it, or there is no voice: the call ends in either case.
    }
    if (!signal.aborted) call.finish('completed');
  }
}
