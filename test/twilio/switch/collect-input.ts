import type { Clock } from '#shared/time.ts';
import type { Call } from './call.ts';

/** What speech recognition has of the party's words: so far, or in all. An empty text is nothing recognized. */
export type Speech = { final: false; text: string } | { final: true; text: string; confidence: number };

export type Collected =
  | { kind: 'nothing' }
  | { kind: 'digits'; digits: string }
  | { kind: 'speech'; text: string; confidence: number };

export interface CollectPlan {
  digits: boolean;
  speech: boolean;
  /** Ends the digits and is not one of them; empty: no key does. */
  finishOnKey: string;
  /** This many digits are enough; Infinity: any number. */
  numDigits: number;
  /** How long the caller may be silent before the first input, and between two digits. */
  timeoutMs: number;
  /** The pause after which what was said so far counts as all. */
  speechTimeoutMs: number;
  /** From the first word: then what was said so far counts as all. */
  longestSpeechMs: number;
  /** The first key or word. */
  onFirst(kind: 'digits' | 'speech'): void;
  onPartial(text: string): void;
}

export interface Collecting {
  /** Rejects with the signal's reason when the call ends or gets other TwiML first. */
  result: Promise<Collected>;
  /** The prompts are over: from now on the caller's silence counts. */
  startWaiting(): void;
}

/** Said of words that were never finished: no more is known than that they were heard. */
const UNFINISHED_CONFIDENCE = 0.5;
const KEYS = '0123456789*#';

/** Collects keys or words from a leg: whichever comes first decides which of the two it is. */
export function collectInput(call: Call, plan: CollectPlan, clock: Clock, signal: AbortSignal): Collecting {
  const over = new AbortController();
  let digits = '';
  /** Null as long as nobody has spoken. */
  let words: string | null = null;
  let isWaiting = false;
  let silence = new AbortController();
  let settle: (collected: Collected) => void = () => {};

  const result = new Promise<Collected>((resolve, reject) => {
    settle = (collected) => {
      over.abort();
      resolve(collected);
    };
    if (signal.aborted) return reject(signal.reason);
    signal.addEventListener(
      'abort',
      () => {
        over.abort();
        reject(signal.reason);
      },
      { once: true, signal: over.signal },
    );
  });

  const soFar = (): Collected => {
    if (digits !== '') return { kind: 'digits', digits };
    return words ? { kind: 'speech', text: words, confidence: UNFINISHED_CONFIDENCE } : { kind: 'nothing' };
  };
  const countSilence = (ms: number) => {
    silence.abort();
    silence = new AbortController();
    clock.after(ms, () => settle(soFar()), AbortSignal.any([over.signal, silence.signal]));
  };
  const pressed = (key: string) => {
    if (words !== null || !KEYS.includes(key)) return;
    if (key === plan.finishOnKey) return settle(soFar());
    if (digits === '') plan.onFirst('digits');
    digits += key;
    if (digits.length >= plan.numDigits) settle(soFar());
    else countSilence(plan.timeoutMs);
  };
  const recognized = (speech: Speech) => {
    if (digits !== '') return;
    if (speech.final) {
      const { text, confidence } = speech;
      if (words === null && text !== '') plan.onFirst('speech');
      return settle(text === '' ? { kind: 'nothing' } : { kind: 'speech', text, confidence });
    }
    if (words === null) {
      plan.onFirst('speech');
      clock.after(plan.longestSpeechMs, () => settle(soFar()), over.signal);
    }
    words = speech.text;
    plan.onPartial(words);
    countSilence(plan.speechTimeoutMs);
  };
  call.watch(
    {
      ...(plan.digits ? { digit: pressed } : {}),
      ...(plan.speech ? { speech: recognized } : {}),
    },
    AbortSignal.any([over.signal, signal]),
  );

  return {
    result,
    startWaiting() {
      if (isWaiting || over.signal.aborted) return;
      isWaiting = true;
      if (digits === '' && words === null) countSilence(plan.timeoutMs);
    },
  };
}
