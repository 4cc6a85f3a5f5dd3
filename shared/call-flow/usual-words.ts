import type { Language } from './voices.ts';
import { catalan } from './words/catalan.ts';
import { english } from './words/english.ts';
import { french } from './words/french.ts';
import { german } from './words/german.ts';
import { italian } from './words/italian.ts';
import { portuguese, portugueseInBrazil } from './words/portuguese.ts';
import { spanish, spanishInAmerica } from './words/spanish.ts';

/** What callers are told where the admin has entered nothing else. */
export const USUAL_WORDS = [
  /** For every option of a menu: `${Key}`, `${Menu}`. */
  'menu',
  /** For every language that a number offers, in that language: `${Key}`. */
  'language',
  'wrong-key',
  'no-key',
  'busy',
  'unavailable',
  'nobody-answered',
  'closed',
  /** The same four where a message can be left or the call goes on to another number: without the advice to call again. */
  'busy-now',
  'unavailable-now',
  'nobody-answered-now',
  'closed-now',
  'voicemail',
  /** Ready announcements for whoever waits. */
  'important',
  'soon',
  'thank-you',
  /** `${Place}`. */
  'place',
  /** `${Minutes}`, 2 or more. */
  'wait',
  'wait-one-minute',
  /** `${Key}`. */
  'voicemail-key',
  /** `${Key}`. */
  'call-back-key',
  'call-back-noted',
  'waited-too-long',
  'goodbye',
  'recorded',
  /** The same with who does it, what for, and where to read more: `${Company}`. */
  'recorded-by',
  /** Where supervisors may listen in. */
  'may-be-heard',
  /** `${Key}`. */
  'decline-key',
  'apology',
  /** To a caller whose agent was cut off, and who is called again. */
  'line-lost',
  /** To a caller who was passed on to somebody who did not answer. */
  'transfer-failed',
  /** To an agent whose call can't be placed. */
  'cannot-place',
  /** To whoever answers a person's mobile: `${Line}`. */
  'mobile',
  /** To whoever answers a test call. */
  'ring-me',
] as const;
export type UsualWords = (typeof USUAL_WORDS)[number];

export type UsualTexts = Readonly<Record<UsualWords, string>>;

const TEXTS: Record<Language, UsualTexts> = {
  'en-GB': english,
  'en-US': english,
  'es-ES': spanish,
  'es-MX': spanishInAmerica,
  'ca-ES': catalan,
  'fr-FR': french,
  'de-DE': german,
  'it-IT': italian,
  'pt-PT': portuguese,
  'pt-BR': portugueseInBrazil,
};

/** The words as they stand, with their `${…}`. */
export const usualTemplate = (what: UsualWords, language: Language): string => TEXTS[language][what];

/** The words with their values filled in. What is not named stays as it is. */
export const fillIn = (template: string, values: Readonly<Record<string, string | number>>): string =>
  template.replace(/\$\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
