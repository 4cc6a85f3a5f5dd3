import type { E164 } from '#shared/ids.ts';
import { escaped, sayable } from './twiml-text.ts';

/** One element of a TwiML document. Made by the functions below only, so that a document is always well-formed. */
export interface Verb {
  readonly xml: string;
}
/** What a Dial rings. */
export interface Noun {
  readonly xml: string;
}

/** https://www.twilio.com/docs/voice/twiml/dial: at most ten at once. */
export const MOST_NOUNS = 10;
/** 11750 above it. */
const MOST_BYTES = 64 * 1024;
/** 4 h, Twilio's own default and longest call where nothing else was agreed. */
export const LONGEST_CALL_SECONDS = 14_400;

type Attributes = Record<string, string | number | boolean | undefined>;

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

export interface DialOptions {
  /** Asked when the Dial ends, whatever happened. Without it the caller would fall out of the flow. */
  action: string;
  /** Seconds to ring: 5–600. Twilio adds about 5. */
  timeout: number;
  /** Shown to whom is rung; an owned or verified number. Left out: the caller's own number. */
  callerId?: E164;
  /** The caller hears ringing, unanswered and unbilled, until somebody answers. Only as first verb. */
  answerOnBridge?: boolean;
  /** Seconds of conversation, at most 4 h. */
  timeLimit?: number;
  /** Records what is said once somebody has answered, each side on a channel of its own; where it is reported. */
  record?: string | undefined;
}

/** Rings 1–10 nouns at once. */
export function dial(options: DialOptions, nouns: readonly Noun[]): Verb {
  if (nouns.length < 1 || nouns.length > MOST_NOUNS) throw new Error(`TwiML: a Dial rings 1 to ${MOST_NOUNS} at once`);
  const attributes = {
    answerOnBridge: options.answerOnBridge,
    callerId: options.callerId,
    timeout: whole(options.timeout, 5, 600),
    timeLimit: options.timeLimit === undefined ? undefined : whole(options.timeLimit, 1, LONGEST_CALL_SECONDS),
    action: absolute(options.action),
    method: 'POST',
    ...(options.record !== undefined && recording(options.record)),
  };
  return element('Dial', attributes, nouns.map((noun) => noun.xml).join(''));
}

/** https://www.twilio.com/docs/voice/twiml/dial#record: channel 1 is the parent leg, 2 the one that answered. */
const recording = (statusCallback: string): Attributes => ({
  record: 'record-from-answer-dual',
  recordingStatusCallback: absolute(statusCallback),
  recordingStatusCallbackMethod: 'POST',
  recordingStatusCallbackEvent: 'in-progress completed absent',
});

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

/** Progress callbacks of a rung leg: all four, since Twilio sends only `completed` unless asked. */
const progress = (statusCallback: string): Attributes => ({
  statusCallback: absolute(statusCallback),
  statusCallbackEvent: 'initiated ringing answered completed',
  statusCallbackMethod: 'POST',
});

/** `first`: asked for what whoever answers hears before she is put through; a document that hangs up does not put her through. */
export function number(to: E164, options: { statusCallback: string; first?: string | undefined }): Noun {
  if (!/^\+[1-9]\d{6,14}$/.test(to)) throw new Error('TwiML: a Number is E.164');
  const first = options.first === undefined ? {} : { url: absolute(options.first), method: 'POST' };
  return element('Number', { ...progress(options.statusCallback), ...first }, to);
}

/**
 * A softphone. `identity`: `[A-Za-z0-9_]`, at most 64 (Twilio takes more; these are safe everywhere). `parameters` reach the
 * softphone with the invitation, before it rings.
 */
export function client(
  identity: string,
  options: { statusCallback: string; parameters?: Readonly<Record<string, string>> },
): Noun {
  if (!/^\w{1,64}$/.test(identity)) throw new Error('TwiML: a Client identity is 1 to 64 of A-Z a-z 0-9 _');
  const parameters = Object.entries(options.parameters ?? {}).map(
    ([name, value]) => element('Parameter', { name, value }).xml,
  );
  return element(
    'Client',
    progress(options.statusCallback),
    element('Identity', {}, identity).xml + parameters.join(''),
  );
}

/** `inside` is XML already; attribute values are escaped here. */
function element(name: string, attributes: Attributes, inside = ''): Verb {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join('');
  return { xml: inside ? `<${name}${written}>${inside}</${name}>` : `<${name}${written}/>` };
}

/** After a live redirect, and in documents passed to REST, a relative URL is an error (11100): none is ever written. */
function absolute(url: string): string {
  const protocol = URL.canParse(url) ? new URL(url).protocol : '';
  if (protocol !== 'https:' && protocol !== 'http:') throw new Error('TwiML: a URL must be absolute, http or https');
  return url;
}

function whole(value: number, least: number, most: number): number {
  if (!Number.isInteger(value) || value < least || value > most)
    throw new Error(`TwiML: expected a whole number from ${least} to ${most}`);
  return value;
}
