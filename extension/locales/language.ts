import { en } from '#extension/locales/en.ts';
import { es } from '#extension/locales/es.ts';
import type { Settings } from '#extension/wire/settings.ts';

export type Language = 'en' | 'es';
export type Messages = typeof en;

const languages: Record<Language, Messages> = { en, es };

/** Every sentence of one language. */
export const messagesIn = (language: Language): Messages => languages[language];

/**
 * The language to speak: the one chosen in the settings, or for `auto` the first of the browser's preferred languages
 * (`navigator.languages`) that Sidetone speaks; English when there is none.
 */
export function languageFor(setting: Settings['language'], preferred: readonly string[]): Language {
  if (setting !== 'auto') return setting;
  for (const tag of preferred) {
    const language = tag.toLowerCase().split('-')[0];
    if (language === 'en' || language === 'es') return language;
  }
  return 'en';
}
