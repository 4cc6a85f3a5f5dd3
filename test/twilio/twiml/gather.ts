import { callParameters } from '#test/twilio/switch/call-parameters.ts';
import { type Collected, collectInput } from '#test/twilio/switch/collect-input.ts';
import { type Element, elementsOf } from './document.ts';
import { Fault } from './fault.ts';
import { readGather } from './gather-attributes.ts';
import { pauseVerb } from './pause.ts';
import { playVerb } from './play.ts';
import { sayVerb } from './say.ts';
import { next, type Outcome, type Verb, type VerbContext } from './verb.ts';

/** What `speechTimeout="auto"` takes for the end of an utterance; Twilio doesn't say how long it is. */
const AUTO_SPEECH_TIMEOUT_SECONDS = 1;

const PROMPTS: readonly Verb[] = [sayVerb, playVerb, pauseVerb];

/** Twilio's dictionary has codes of its own for what is wrong with a prompt inside a Gather. */
const NESTED_CODES = { '13511': '13321', '13512': '13321', '13510': '13322', '13410': '13322' } as const;

/** Why the prompts were stopped: the caller answered. */
class BargedIn extends Error {}

/**
 * `<Gather>` (docs/voice/twiml/gather): collects keys or words while and after its prompts, and submits them to its action. Without
 * any, or when the finish key comes first, the next verb follows (cases B05, B12).
 */
export const gatherVerb: Verb = {
  name: 'Gather',
  answers: true,
  async run(element, context) {
    const { call, services, signal } = context;
    const read = readGather(element, context);
    const action = read.action === '' ? null : context.resolve(read.action);
    const partialUrl = read.partialResultCallback === '' ? null : context.resolve(read.partialResultCallback);
    const speechSeconds = read.speechTimeout === 'auto' ? AUTO_SPEECH_TIMEOUT_SECONDS : read.speechTimeout;
    const bargeIn = new AbortController();
    const collecting = collectInput(
      call,
      {
        digits: read.input.includes('dtmf'),
        speech: read.input.includes('speech'),
        finishOnKey: read.finishOnKey,
        numDigits: read.numDigits,
        timeoutMs: read.timeout * 1000,
        speechTimeoutMs: (speechSeconds ?? read.timeout) * 1000,
        longestSpeechMs: read.maxSpeechTime * 1000,
        // A key always stops the prompts; `bargeIn` is about speech.
        onFirst: (kind) => (kind === 'digits' || read.bargeIn) && bargeIn.abort(new BargedIn()),
        onPartial: (text) => partialUrl && sendPartial(context, partialUrl, read.partialResultCallbackMethod, text),
      },
      services.clock,
      signal,
    );
    const prompts = playPrompts(element, { ...context, signal: AbortSignal.any([signal, bargeIn.signal]) }).then(() =>
      collecting.startWaiting(),
    );
    // The prompts only count when they fail; that they were stopped shows in what was collected.
    const failed = prompts.then(() => new Promise<never>(() => {}), rethrowUnlessStopped);
    const collected = await Promise.race([collecting.result, failed]);
    if (collected.kind === 'speech' && !read.bargeIn) await Promise.race([prompts, failed]);
    bargeIn.abort(new BargedIn());
    if (collected.kind === 'nothing' && !read.actionOnEmptyResult) return next;
    return submit(collected, read.input.includes('dtmf'), action, read.method, context);
  },
};

async function playPrompts(gather: Element, context: VerbContext): Promise<void> {
  const warn: VerbContext['warn'] = (code, detail) => {
    const nested = Object.entries(NESTED_CODES).find(([own]) => own === code)?.[1];
    context.warn(nested ?? code, detail);
  };
  for (const element of elementsOf(gather)) {
    const verb = PROMPTS.find(({ name }) => name === element.name);
    if (!verb || 'digits' in element.attributes) {
      context.warn('13320', verb ? `${element.name} digits` : element.name);
      continue;
    }
    await verb.run(element, { ...context, warn }).catch((error) => {
      throw error instanceof Fault && error.code === '13420' ? new Fault('13325', error.message, error.url) : error;
    });
  }
}

function rethrowUnlessStopped(error: unknown): Promise<never> {
  if (error instanceof Fault) throw error;
  return new Promise(() => {});
}

function submit(
  collected: Collected,
  isForKeys: boolean,
  action: string | null,
  method: 'GET' | 'POST',
  { document }: VerbContext,
): Outcome {
  const url = action ?? document?.url;
  if (url === undefined) throw new Fault('11100', 'a <Gather> without an action in TwiML that has no URL');
  return {
    kind: 'document',
    instruction: { from: 'url', kind: 'action', url, method, parameters: parametersOf(collected, isForKeys) },
  };
}

function parametersOf(collected: Collected, isForKeys: boolean): Record<string, string> {
  if (collected.kind === 'digits') return { Digits: collected.digits };
  if (collected.kind === 'nothing') return isForKeys ? { Digits: '' } : { SpeechResult: '' };
  return { SpeechResult: collected.text, Confidence: String(collected.confidence) };
}

/** What the receiver answers to words in progress makes no difference. */
function sendPartial({ call, services }: VerbContext, url: string, method: 'GET' | 'POST', words: string): void {
  const parameters = { ...callParameters(call, services.account.accountSid), UnstableSpeechResult: words };
  const request = { kind: 'partial-result' as const, subject: call, url, method, parameters };
  services.webhooks.send({ ...request, maxBytes: 64 * 1024 }).catch(() => {
    // The timeline has it.
  });
}
