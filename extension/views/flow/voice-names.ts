import type { Language as Reader } from '#extension/locales/language.ts';
import type { Choice } from '#extension/views/parts/select.tsx';
import { LANGUAGES, type Language, VOICES, voicesOf } from '#shared/call-flow/voices.ts';

/** `English (UK)`, in the reader's language. */
export function languageName(language: Language, reader: Reader): string {
  const names = new Intl.DisplayNames([reader === 'en' ? 'en-GB' : 'es-ES'], {
    type: 'language',
    languageDisplay: 'standard',
    style: 'short',
  });
  const name = names.of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase() + name.slice(1);
}

/** `Amy`, for Twilio's `Polly.Amy`. */
export const voiceName = (voice: string): string => voice.replace(/^Polly\./, '').replace(/-Neural$/, '');

/** One value for a language and the voice that reads it. */
export interface Spoken {
  readonly language: Language;
  readonly voice: string;
}
export const spokenValue = ({ language, voice }: Spoken): string => `${language} ${voice}`;

export function spokenOf(value: string): Spoken | undefined {
  const [code, voice = ''] = value.split(' ');
  const language = LANGUAGES.find((known) => known === code);
  return language !== undefined && voicesOf(language).includes(voice) ? { language, voice } : undefined;
}

/** Every voice of every language; those of `first` before the others. */
export function voiceChoices(first: Language, reader: Reader): readonly Choice[] {
  const others = LANGUAGES.filter((language) => language !== first);
  return [first, ...others].flatMap((language) =>
    VOICES[language].map((voice) => ({
      value: spokenValue({ language, voice }),
      label: `${languageName(language, reader)}, ${voiceName(voice)}`,
    })),
  );
}
