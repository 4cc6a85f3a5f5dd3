import * as v from 'valibot';

/**
 * Languages that callers can be spoken to in, each with voices that Twilio reads it with: a voice and a language that do not belong
 * together fail the Say (13511, 13512). Source: docs/voice/twiml/say/text-speech, Amazon Polly's standard and neural voices.
 */
export const VOICES = {
  'en-GB': ['Polly.Amy', 'Polly.Brian', 'Polly.Emma'],
  'en-US': ['Polly.Joanna', 'Polly.Matthew', 'Polly.Salli'],
  'es-ES': ['Polly.Lucia', 'Polly.Conchita', 'Polly.Enrique'],
  'es-MX': ['Polly.Mia'],
  'ca-ES': ['Polly.Arlet-Neural'],
  'fr-FR': ['Polly.Lea', 'Polly.Mathieu'],
  'de-DE': ['Polly.Vicki', 'Polly.Hans'],
  'it-IT': ['Polly.Bianca', 'Polly.Giorgio'],
  'pt-PT': ['Polly.Ines', 'Polly.Cristiano'],
  'pt-BR': ['Polly.Camila', 'Polly.Ricardo'],
} as const;

export type Language = keyof typeof VOICES;

export const LANGUAGES = Object.keys(VOICES).filter((key): key is Language => Object.hasOwn(VOICES, key));
export const languageSchema = v.picklist(LANGUAGES);

export const voicesOf = (language: Language): readonly string[] => VOICES[language];
/** The voice that reads a language where nobody has chosen another. */
export const usualVoice = (language: Language): string => VOICES[language][0];
