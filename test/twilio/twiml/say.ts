import { hearOut, lengthMs } from '#test/twilio/switch/playing.ts';
import { readAttributes, text, whole } from './attributes.ts';
import { wordsOf } from './ssml.ts';
import { next, type Verb } from './verb.ts';

const MAX_CHARACTERS = 4096;
/** `loop="0"` is documented as "until the caller hangs up", and 1000 is where Twilio stops counting. */
const MAX_LOOPS = 1000;

const BASIC_VOICES = ['man', 'woman', 'alice'];
/** A language alone (`arb`), or with its country; in small letters too, as `man` and `woman` have it: `es`, `en-gb`. */
const LOCALE = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[a-z]{2}|\d{3})(-[A-Z]+)?)?$/;

/** `<Say>` (docs/voice/twiml/say): speaks its text, SSML as plain text. A bad voice, language or text skips the verb. */
export const sayVerb: Verb = {
  name: 'Say',
  answers: true,
  async run(element, { call, ear, services, signal, warn }) {
    const spec = { voice: text('man'), language: text('en-US'), loop: whole(1, '13510') };
    const { voice, language, loop } = readAttributes(element, { done: spec }, warn);
    const words = wordsOf(element);
    if (words === '') return skipped('13520', 'nothing to say');
    if (words.length > MAX_CHARACTERS) return skipped('13521', `${words.length} characters, at most ${MAX_CHARACTERS}`);
    if (!LOCALE.test(language)) return skipped('13512', language);
    if (!isVoice(voice, language, element.attributes.language !== undefined))
      return skipped('13511', `${voice}, ${language}`);

    const spoken = localeOf(voice) ?? language;
    const samples = await services.sound.speak(words, { language: spoken, voice });
    for (let round = 0; round < Math.min(loop || MAX_LOOPS, MAX_LOOPS); round++) {
      if (signal.aborted) throw signal.reason;
      call.note({ what: 'said', text: words, language: spoken, voice });
      await hearOut(ear, services.sound.play(samples, 1), lengthMs(samples), services.clock, signal);
    }
    return next;

    function skipped(code: '13511' | '13512' | '13520' | '13521', detail: string) {
      warn(code, detail);
      return next;
    }
  },
};

/** Amazon's and Google's voices go by name; Google's name their language, which must then be the one asked for. */
function isVoice(voice: string, language: string, isLanguageGiven: boolean): boolean {
  if (BASIC_VOICES.includes(voice)) return true;
  const locale = localeOf(voice);
  if (locale) return !isLanguageGiven || locale.toLowerCase() === language.toLowerCase();
  return /^Polly\.[A-Z][A-Za-zÀ-ÿ]+(-(Neural|Generative|Long-Form))?$/.test(voice);
}

function localeOf(voice: string): string | undefined {
  return /^Google\.([a-z]{2,3}-[A-Za-z]{2})-[A-Za-z0-9-]+$/.exec(voice)?.[1];
}
