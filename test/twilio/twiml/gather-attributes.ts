import { flag, httpMethod, oneOf, type Reader, readAttributes, text, whole } from './attributes.ts';
import type { Element } from './document.ts';
import type { VerbContext } from './verb.ts';

/** Speech recognition hears no longer than this (docs/voice/twiml/gather, input). */
const LONGEST_SPEECH_SECONDS = 60;
const MOST_HINTS = 500;
const LONGEST_HINT = 100;

/** A BCP 47 tag, or what one of Deepgram's models calls many. */
const LANGUAGE = /^([a-z]{2,3}(-[A-Za-z][a-z]{3})?(-([A-Z]{2}|\d{3}))?|multi)$/;
const MODEL =
  /^(default|numbers_and_commands|phone_call|experimental_(conversations|utterances)|googlev2_\w+|deepgram_[\w-]+)$/;

const finishKey: Reader<string> = {
  read: (value) => (/^[0-9#*]?$/.test(value) ? value : undefined),
  standard: '#',
  code: '13310',
};

/** More than one character has a code of its own. */
const manyFinishKeys: Reader<string> = { ...finishKey, code: '13311' };

const pattern = (form: RegExp, standard: string, code: '13331' | '13334'): Reader<string> => ({
  read: (value) => (form.test(value) ? value : undefined),
  standard,
  code,
});

/** `auto` is a value of it, too, of which Twilio says no more: as if it were not given. */
const TIMEOUT_SECONDS = 5;
const positive = whole(TIMEOUT_SECONDS, '13313', { least: 1 });
const timeout: Reader<number> = {
  ...positive,
  read: (value) => (value === 'auto' ? TIMEOUT_SECONDS : positive.read(value)),
};

/** Seconds; null: as the `timeout`. */
const speechTimeout: Reader<number | 'auto' | null> = {
  read: (value) => (value === 'auto' ? value : /^[1-9]\d*$/.test(value) ? Number(value) : undefined),
  standard: null,
  code: '13327',
};

const hints: Reader<string> = {
  read: (value) => {
    const entries = value.split(',').map((entry) => entry.trim());
    return entries.length <= MOST_HINTS && entries.every((entry) => entry.length <= LONGEST_HINT) ? value : undefined;
  },
  standard: '',
  code: '13330',
};

const SPEC = {
  action: text(),
  method: httpMethod('13312'),
  timeout,
  finishOnKey: finishKey,
  numDigits: whole(Number.POSITIVE_INFINITY, '13314', { least: 1 }),
  actionOnEmptyResult: flag(false, '13338'),
  input: oneOf(['dtmf', 'speech', 'dtmf speech', 'speech dtmf'], 'dtmf', '13326'),
  bargeIn: flag(true, '13332'),
  partialResultCallback: text(),
  partialResultCallbackMethod: httpMethod('13329'),
  speechTimeout,
  maxSpeechTime: whole(LONGEST_SPEECH_SECONDS, '13328', { least: 1, most: LONGEST_SPEECH_SECONDS }),
  speechModel: pattern(MODEL, 'default', '13334'),
  language: pattern(LANGUAGE, 'en-US', '13331'),
  hints,
  profanityFilter: flag(true, '13333'),
  enhanced: flag(false),
};

/** The attributes of a `<Gather>` (docs/voice/twiml/gather). What only makes recognition better is checked and makes no difference. */
export function readGather(element: Element, { warn }: Pick<VerbContext, 'warn'>) {
  const { finishOnKey = '', speechModel } = element.attributes;
  const done = finishOnKey.trim().length > 1 ? { ...SPEC, finishOnKey: manyFinishKeys } : SPEC;
  const read = readAttributes(element, { done, ignored: ['debug'] }, warn);
  if (read.speechTimeout !== 'auto' || speechModel === undefined) return read;
  warn('13335', `speechModel="${speechModel}"`);
  return { ...read, speechTimeout: null };
}
