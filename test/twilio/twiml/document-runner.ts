import type { ErrorCode } from '#test/twilio/account/error-catalogue.ts';
import { levelOf, textOf } from '#test/twilio/account/error-catalogue.ts';
import type { Method } from '#test/twilio/account/resources.ts';
import type { Call } from '#test/twilio/switch/call.ts';
import { hearOut, lengthMs } from '#test/twilio/switch/playing.ts';
import type { Services } from '#test/twilio/switch/services.ts';
import { misplacedIn } from './content.ts';
import { type Element, elementsOf, parseTwiml } from './document.ts';
import { Fault } from './fault.ts';
import { type Answer, ask } from './fetch.ts';
import { verbNamed } from './registry.ts';
import type { DocumentEnd, Instruction, Outcome, Runner, RunnerRules, VerbContext } from './verb.ts';

export interface RunnerSetup extends RunnerRules {
  call: Call;
  services: Services;
}

/** Fetches and runs one document after the other on a leg, verb after verb. Throws a Fault when a document can't be had or run. */
export class DocumentRunner implements Runner {
  readonly #setup: RunnerSetup;
  #document: { url: string; method: Method } | null = null;
  #isLiveChange = false;
  readonly #onOutcome: (outcome: Outcome) => void;

  /** `onOutcome` is told what comes of each verb. */
  constructor(setup: RunnerSetup, onOutcome: (outcome: Outcome) => void = () => {}) {
    this.#setup = setup;
    this.#onOutcome = onOutcome;
  }

  async run(instruction: Instruction): Promise<DocumentEnd> {
    const { call, services, signal } = this.#setup;
    const answer =
      instruction.from === 'text'
        ? { kind: 'twiml' as const, text: instruction.twiml, url: null }
        : await ask(call, instruction, services);
    if (signal.aborted) throw signal.reason;
    if (answer.kind === 'plain') return this.#runVerbs([{ name: 'Say', attributes: {}, children: [answer.text] }]);
    if (answer.kind === 'audio') return this.#playFile(answer);
    const method = instruction.from === 'url' ? instruction.method : 'POST';
    this.#document = answer.url === null ? null : { url: answer.url, method };
    this.#isLiveChange = instruction.from === 'url' && (instruction.isLiveChange ?? false);
    const root = parseTwiml(answer.text);
    for (const misplaced of misplacedIn(root)) this.report('12200', misplaced);
    return this.#runVerbs(elementsOf(root));
  }

  /** Writes an error or a warning into the call's report and the account's log. */
  report(code: ErrorCode, detail: string, url?: string): void {
    const { call, services } = this.#setup;
    const request = url ? { method: this.#document?.method ?? ('POST' as const), url } : null;
    services.account.notify(code, detail, { callSid: call.sid, request });
    const text = detail ? `${textOf(code)}: ${detail}` : textOf(code);
    call.log.errors.push({ at: services.clock.now(), code, level: levelOf(code), text });
  }

  async #runVerbs(elements: Element[]): Promise<DocumentEnd> {
    const { call, signal, refusal } = this.#setup;
    for (const element of elements) {
      const verb = verbNamed(element.name);
      if (!verb) {
        this.report('12200', `element '${element.name}' is not a verb; it was skipped`);
        continue;
      }
      const fault = refusal?.(verb.name);
      if (fault) throw fault;
      if (verb.answers) call.answer();
      const outcome = await verb.run(element, this.#context());
      if (signal.aborted) throw signal.reason;
      this.#onOutcome(outcome);
      if (outcome.kind !== 'next') return outcome;
    }
    return { kind: 'at-end', verbs: elements.length };
  }

  async #playFile({ file, type, url }: Extract<Answer, { kind: 'audio' }>): Promise<DocumentEnd> {
    const { call, services, signal, ear = call } = this.#setup;
    const samples = await services.sound.decode(file, type).catch((error: Error) => {
      throw new Fault('12300', error.message, url);
    });
    call.answer();
    call.note({ what: 'played', url });
    await hearOut(ear, services.sound.play(samples, 1), lengthMs(samples), services.clock, signal);
    return { kind: 'played' };
  }

  #context(): VerbContext {
    const { call, services, signal, inQueue = false, ear = call } = this.#setup;
    return {
      call,
      ear,
      services,
      signal,
      inQueue,
      document: this.#document,
      isLiveChange: this.#isLiveChange,
      resolve: (url) => this.#resolve(url),
      warn: (code, detail) => this.report(code, detail),
      aside: (rules) => new DocumentRunner({ call, services, ...rules }),
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
}
