import type { E164 } from '#shared/ids.ts';
import { type Attributes, absolute, element, type Verb, whole } from './twiml-element.ts';

/** What a Dial rings. */
export interface Noun {
  readonly xml: string;
}

/** https://www.twilio.com/docs/voice/twiml/dial: at most ten at once. */
export const MOST_NOUNS = 10;
/** 4 h, Twilio's own default and longest call where nothing else was agreed. */
export const LONGEST_CALL_SECONDS = 14_400;

export interface DialOptions {
  /** Asked when the Dial ends, whatever happened. Without it the caller would fall out of the flow. */
  action: string;
  /** Seconds to ring: 5–600. Twilio adds about 5. */
  timeout: number;
  /** Shown to whom is rung; an owned or verified number. Left out: the caller's own number. */
  callerId?: E164 | undefined;
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
