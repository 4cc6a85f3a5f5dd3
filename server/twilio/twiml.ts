import { LONGEST_CALL_SECONDS } from './twiml-dial.ts';
import { absolute, element, type Verb, whole } from './twiml-element.ts';
import { escaped, sayable } from './twiml-text.ts';

export { client, type DialOptions, dial, LONGEST_CALL_SECONDS, MOST_NOUNS, type Noun, number } from './twiml-dial.ts';
export type { Verb } from './twiml-element.ts';

/** 11750 above it. */
const MOST_BYTES = 64 * 1024;
/** A document that Twilio would refuse. */
export class TwimlTooLarge extends Error {
  constructor() {
    super('TwiML: a document may hold 64 kB at most (11750)');
  }
}

/** A whole document. Throws `TwimlTooLarge` on more than 64 kB. */
export function twiml(...verbs: (Verb | readonly Verb[])[]): string {
  const inside = verbs.flat().map((verb) => verb.xml);
  const document = `<?xml version="1.0" encoding="UTF-8"?><Response>${inside.join('')}</Response>`;
  if (Buffer.byteLength(document) > MOST_BYTES) throw new TwimlTooLarge();
  return document;
}

/** Speaks a text; a long one becomes several Say. `loop` 1–1000; 0: until the call ends. */
export function say(text: string, how: { language: string; voice?: string; loop?: number }): Verb[] {
  return sayable(text).map((piece) => element('Say', how, escaped(piece)));
}

/** Plays WAV or MP3 from an absolute https URL (http for a local set-up). */
export const play = (url: string, loop = 1): Verb =>
  element('Play', { loop: loop === 1 ? undefined : loop }, escaped(absolute(url)));

/** Silence. Whole seconds, 1 or more; Twilio's default is 1. */
export const pause = (seconds: number): Verb => element('Pause', { length: whole(seconds, 1, 3600) });

export const redirect = (url: string): Verb => element('Redirect', { method: 'POST' }, escaped(absolute(url)));

export const hangup = (): Verb => element('Hangup', {});

/** Ends a caller's wait: the call goes on with what its Enqueue's action answers. Only in documents that play to whoever waits. */
export const leave = (): Verb => element('Leave', {});

/** Only as a document's first verb does it leave the call unanswered and unbilled. */
export const reject = (reason: 'rejected' | 'busy'): Verb => element('Reject', { reason });

export interface GatherOptions {
  /** Asked with what was pressed; with nothing, when nobody has pressed anything. */
  action: string;
  /** Seconds of patience once all has been heard, 1–600. */
  timeout: number;
}

/**
 * Waits for one key, `*` and `#` too; whatever plays meanwhile stops with it. The action is asked in any case, so that no caller falls
 * out of the flow. https://www.twilio.com/docs/voice/twiml/gather
 */
export function gatherKey({ action, timeout }: GatherOptions, heard: readonly Verb[] = []): Verb {
  const nested = heard.map(({ xml }) => xml).join('');
  if (/<(?!\/?(Say|Play|Pause)\b)/.test(nested))
    throw new Error('TwiML: a Gather holds Say, Play and Pause only (13320)');
  const attributes = {
    input: 'dtmf',
    numDigits: 1,
    // Empty: else `#` would end it and never be told.
    finishOnKey: '',
    timeout: whole(timeout, 1, 600),
    actionOnEmptyResult: true,
    action: absolute(action),
    method: 'POST',
  };
  return element('Gather', attributes, nested);
}

export interface EnqueueOptions {
  /** Asked once the wait is over, whatever ended it. */
  action: string;
  /** Asked for what whoever waits hears, again and again. */
  waitUrl: string;
}

/** Puts the caller into a queue of Twilio's, which is made on demand. Its name is seen account-wide: 1 to 64 of A-Z a-z 0-9 _ -. */
export function enqueue(queue: string, { action, waitUrl }: EnqueueOptions): Verb {
  if (!/^[\w-]{1,64}$/.test(queue)) throw new Error('TwiML: a queue name is 1 to 64 of A-Z a-z 0-9 _ -');
  const attributes = { action: absolute(action), method: 'POST', waitUrl: absolute(waitUrl), waitUrlMethod: 'POST' };
  return element('Enqueue', attributes, queue);
}

export interface RecordOptions {
  /** Asked when the caller has finished, or has hung up. Not asked when nothing was said: the next verb is come to then. */
  action: string;
  /** Seconds of silence that end it, 1–600. */
  timeout: number;
  /** Seconds, 1–14400 (4 h). */
  maxLength: number;
  /** Where it is reported. */
  statusCallback: string;
}

/** Beeps, then records what the caller says. https://www.twilio.com/docs/voice/twiml/record */
export const record = ({ action, timeout, maxLength, statusCallback }: RecordOptions): Verb =>
  element('Record', {
    action: absolute(action),
    method: 'POST',
    timeout: whole(timeout, 1, 600),
    maxLength: whole(maxLength, 1, LONGEST_CALL_SECONDS),
    playBeep: true,
    trim: 'trim-silence',
    recordingStatusCallback: absolute(statusCallback),
    recordingStatusCallbackMethod: 'POST',
    recordingStatusCallbackEvent: 'in-progress completed absent',
  });

/**
 * Records this leg from now on, whatever comes next, each side on a channel of its own: first what it says, then what it hears. Reported at
 * `statusCallback`. https://www.twilio.com/docs/voice/twiml/recording
 */
export const startRecording = (statusCallback: string): Verb =>
  element(
    'Start',
    {},
    element('Recording', {
      channels: 'dual',
      track: 'both',
      trim: 'do-not-trim',
      recordingStatusCallback: absolute(statusCallback),
      recordingStatusCallbackMethod: 'POST',
      recordingStatusCallbackEvent: 'in-progress completed absent',
    }).xml,
  );
