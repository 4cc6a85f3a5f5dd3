import type { ErrorCode } from '#test/twilio/account/error-catalogue.ts';
import { levelOf, textOf } from '#test/twilio/account/error-catalogue.ts';
import type { Method } from '#test/twilio/account/resources.ts';
import type { Call } from '#test/twilio/switch/call.ts';
import { type FinalStatus, reasonFor } from '#test/twilio/switch/call-status.ts';
import { hearOut, lengthMs } from '#test/twilio/switch/playing.ts';
import type { Services } from '#test/twilio/switch/services.ts';
import { type Element, elementsOf, parseTwiml } from './document.ts';
import { Fault } from './fault.ts';
import { ask } from './fetch.ts';
import { verbNamed } from './registry.ts';
import type { Instruction, Outcome, VerbContext } from './verb.ts';

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
  #document: { url: string; method: Method } | null = null;
  /** How the call ends if nobody ever picks it up. */
  #unanswered: FinalStatus | null = null;

  constructor(setup: ProgramSetup) {
    this.#setup = setup;
  }

  /** Resolves when the TwiML has come to its end or was stopped. Never rejects. */
  async run(first: Instruction): Promise<void> {
    let current = first;
    let isFallback = false;
    for (;;) {
      try {
        const following = await this.#runDocument(current);
        if (!following) return;
        current = following;
      } catch (error) {
        if (this.#setup.signal.aborted) return;
        const fault = error instanceof Fault ? error : new Fault('internal', String(error));
        this.#report(fault.code, fault.message, fault.url);
        const fallback = isFallback ? null : this.#fallbackAfter(fault, current);
        if (!fallback) return this.#sayApplicationError();
        isFallback = true;
        current = fallback;
      }
    }
  }

  /** The next document, or null when the call's TwiML is at its end. */
  async #runDocument(instruction: Instruction): Promise<Instruction | null> {
    const { call, services, signal } = this.#setup;
    const answer =
      instruction.from === 'text'
        ? { kind: 'twiml' as const, text: instruction.twiml, url: null }
        : await ask(call, instruction, services);
    if (signal.aborted) throw signal.reason;
    if (answer.kind === 'plain') return this.#runVerbs([{ name: 'Say', attributes: {}, children: [answer.text] }]);
    if (answer.kind === 'audio') return this.#playFile(answer.file, answer.url);
    const method = instruction.from === 'url' ? instruction.method : 'POST';
    this.#document = answer.url === null ? null : { url: answer.url, method };
    return this.#runVerbs(elementsOf(parseTwiml(answer.text)));
  }

  async #runVerbs(elements: Element[]): Promise<Instruction | null> {
    const { call, signal } = this.#setup;
    for (const element of elements) {
      const verb = verbNamed(element.name);
      if (!verb) {
        this.#report('12200', `element '${element.name}' is not a verb; it was skipped`);
        continue;
      }
      if (verb.answers) call.answer();
      const outcome = await verb.run(element, this.#context());
      if (signal.aborted) throw signal.reason;
      if ('unanswered' in outcome && outcome.unanswered) this.#unanswered = outcome.unanswered;
      if (outcome.kind === 'document') return outcome.instruction;
      if (outcome.kind !== 'next') {
        this.#end(outcome);
        return null;
      }
    }
    if (!this.#setup.whisper) this.#end({ kind: 'hang-up' });
    return null;
  }

  #end(outcome: Extract<Outcome, { kind: 'hang-up' | 'reject' }>): void {
    const { call } = this.#setup;
    if (outcome.kind === 'reject' && !call.answeredAt) call.finish(outcome.status, outcome.reason);
    else if (this.#unanswered && !call.answeredAt) call.finish(this.#unanswered, reasonFor(this.#unanswered));
    call.answer();
    call.finish('completed');
  }

  async #playFile(file: Buffer, url: string): Promise<null> {
    const { call, services, signal } = this.#setup;
    const samples = await services.sound.decode(file).catch((error: Error) => {
      throw new Fault('12300', error.message, url);
    });
    call.answer();
    call.note({ what: 'played', url });
    await hearOut(call, services.sound.play(samples, 1), lengthMs(samples), services.clock, signal);
    this.#end({ kind: 'hang-up' });
    return null;
  }

  #context(): VerbContext {
    const { call, services, signal, whisper } = this.#setup;
    return {
      call,
      services,
      signal,
      mayDial: !whisper,
      document: this.#document,
      resolve: (url) => this.#resolve(url),
      warn: (code, detail) => this.#report(code, detail),
    };
  }

  #resolve(url: string): string {
    if (/^https?:\/\//i.test(url) && URL.canParse(url)) return url;
    const base = this.#document?.url;
    if (!base || !URL.canParse(url, base)) throw new Fault('11100', url, url);
    const absolute = new URL(url, base);
    if (!/^https?:$/.test(absolute.protocol)) throw new Fault('11100', url, url);
    return absolute.href;
  }

  #report(code: ErrorCode, detail: string, url?: string): void {
    const { call, services } = this.#setup;
    const request = url ? { method: this.#document?.method ?? ('POST' as const), url } : null;
    services.account.notify(code, detail, { callSid: call.sid, request });
    const text = detail ? `${textOf(code)}: ${detail}` : textOf(code);
    call.log.errors.push({ at: services.clock.now(), code, level: levelOf(code), text });
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
