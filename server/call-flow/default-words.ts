import type { E164 } from '#shared/ids.ts';
import { countryOfNumber } from '#shared/phone-number.ts';

/** A text with the voice that reads it. `language` and `voice` are a pair that Twilio knows; another pair would fail the Say. */
export interface Spoken {
  text: string;
  language: string;
  voice: string;
}

/** What a caller is told where the admin has set nothing else, and what an agent hears when her call cannot be placed. */
export type DefaultWords = 'busy' | 'unavailable' | 'nobody-answered' | 'apology' | 'cannot-place' | 'recorded';

const TEXTS: Record<'en' | 'es', Record<DefaultWords, string>> = {
  en: {
    busy: 'All our agents are on another call at the moment. Please call again in a few minutes. Thank you.',
    unavailable: 'Nobody is available to take your call at the moment. Please call again later. Thank you.',
    'nobody-answered': 'We are sorry that nobody could take your call. Please call again later. Thank you.',
    apology: 'We are sorry. A technical problem keeps us from taking your call. Please call again in a few minutes.',
    'cannot-place': 'This call can no longer be placed. Please dial again.',
    recorded: 'This call is recorded.',
  },
  es: {
    busy: 'En este momento todos nuestros agentes están atendiendo otras llamadas. Por favor, vuelva a llamar en unos minutos. Gracias.',
    unavailable:
      'En este momento no hay nadie disponible para atender su llamada. Por favor, vuelva a llamar más tarde. Gracias.',
    'nobody-answered':
      'Sentimos que nadie haya podido atender su llamada. Por favor, vuelva a llamar más tarde. Gracias.',
    apology:
      'Lo sentimos. Un problema técnico nos impide atender su llamada. Por favor, vuelva a llamar en unos minutos.',
    'cannot-place': 'Esta llamada ya no se puede realizar. Por favor, vuelva a marcar.',
    recorded: 'Esta llamada se graba.',
  },
};

const VOICES = {
  'es-ES': 'Polly.Lucia',
  'es-MX': 'Polly.Mia',
  'en-US': 'Polly.Joanna',
  'en-GB': 'Polly.Amy',
} as const;

const SPANISH_IN_AMERICA = 'AR BO CL CO CR CU DO EC GT HN MX NI PA PE PR PY SV UY VE'.split(' ');

/** The words in the language of the number that was called, or that is shown: es-ES, es-MX, en-US or en-GB. */
export function defaultWords(words: DefaultWords, line: E164): Spoken {
  const language = languageOfLine(line);
  return { text: TEXTS[language.startsWith('es') ? 'es' : 'en'][words], language, voice: VOICES[language] };
}

/** The language that callers of a line are spoken to in: es-ES, es-MX, en-US or en-GB. */
export const languageOfLine = (line: E164): keyof typeof VOICES => languageOf(countryOfNumber(line));

function languageOf(country: string | null): keyof typeof VOICES {
  if (country === 'ES' || country === 'GQ') return 'es-ES';
  if (country && SPANISH_IN_AMERICA.includes(country)) return 'es-MX';
  return country === 'US' || country === 'CA' ? 'en-US' : 'en-GB';
}
