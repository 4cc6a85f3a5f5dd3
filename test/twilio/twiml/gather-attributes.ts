import { flag, httpMethod, oneOf, type Reader, readAttributes, text, whole } from './attributes.ts';
import type { Element } from './document.ts';
import type { VerbContext } from './verb.ts';

const MOST_HINTS = 500;
const LONGEST_HINT = 100;

const LANGUAGE = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/;
const MODEL =
  /^(default|numbers_and_commands|phone_call|experimental_(conversations|utterances)|googlev2_\w+|deepgram_[\w-]+)$/;

const finishKey: Reader<string> = {
  read: (value) => (/^[0-9#*]?$/.test(value) ? value : undefined),
  standard: '#',
  code: '13310',
};

const pattern = (form: RegExp, standard: string, code: '13331' | '13334'): Reader<string> => ({
  read: (value) => (form.test(value) ? value : undefined),
  standard,
  code,
});

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
  timeout: whole(5, '13313', { least: 1 }),
  finishOnKey: finishKey,
  numDigits: whole(Number.POSITIVE_INFINITY, '13314', { least: 1 }),
  actionOnEmptyResult: flag(false, '13338'),
  input: oneOf(['dtmf', 'speech', 'dtmf speech', 'speech dtmf'], 'dtmf', '13326'),
  bargeIn: flag(true, '13332'),
  partialResultCallback: text(),
  partialResultCallbackMethod: httpMethod('13329'),
  speechTimeout,
  speechModel: pattern(MODEL, 'default', '13334'),
  language: pattern(LANGUAGE, 'en-US', '13331'),
  hints,
  profanityFilter: flag(true, '13333'),
  enhanced: flag(false),
};

/** The attributes of a `<Gather>` (docs/voice/twiml/gather). What only makes recognition better is checked and makes no difference. */
export function readGather(element: Element, { warn }: Pick<VerbContext, 'warn'>) {
  const read = readAttributes(element, { done: SPEC, ignored: ['debug'] }, warn);
  const { speechModel } = element.attributes;
  if (read.speechTimeout !== 'auto' || speechModel === undefined) return read;
  warn('13335', `speechModel="${speechModel}"`);
  return { ...read, speechTimeout: null };
}
