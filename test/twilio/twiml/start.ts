import { readAttributes } from './attributes.ts';
import { type Element, elementsOf } from './document.ts';
import { startRecording, stopRecording } from './start-recording.ts';
import { next, type Verb, type VerbContext } from './verb.ts';

/** Nouns that Twilio has and the local Twilio does not. They would change nothing of what the call does: it goes on without them. */
const MISSING = ['Siprec', 'Stream', 'Transcription'];

/** `<Start>` (docs/voice/twiml/start): begins something that goes on beside the call's own TwiML. */
export const startVerb: Verb = {
  name: 'Start',
  answers: true,
  run: async (element, context) => {
    readAttributes(element, { done: {}, ignored: ['action', 'method'] }, context.warn);
    return eachNoun(element, context, startRecording);
  },
};

/** `<Stop>` (docs/voice/twiml/stop): ends what a `<Start>` of the same name began. */
export const stopVerb: Verb = {
  name: 'Stop',
  answers: false,
  run: async (element, context) => {
    readAttributes(element, { done: {} }, context.warn);
    return eachNoun(element, context, stopRecording);
  },
};

function eachNoun(verb: Element, context: VerbContext, recording: (noun: Element, context: VerbContext) => void) {
  for (const noun of elementsOf(verb)) {
    if (noun.name === 'Recording') recording(noun, context);
    else context.warn(MISSING.includes(noun.name) ? 'unsupported' : '14300', `<${verb.name}><${noun.name}>`);
  }
  return next;
}
