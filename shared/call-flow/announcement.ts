import { cleanText } from '#shared/clean-text.ts';
import { fillIn, usualTemplate } from './usual-words.ts';
import type { Language } from './voices.ts';

/** Longest text of the team's own, characters: about half a minute. */
export const LONGEST_ANNOUNCEMENT = 500;

/** How a team tells whoever it records. */
export interface Announcement {
  /** Who records; null: the team has no name yet. */
  company: string | null;
  /** The team's own words, by language without its country (`en`, `es`). */
  words: Readonly<Record<string, string>>;
  /** Pressed while it is heard, the call goes on unrecorded; null: it can't be declined. */
  declineKey: string | null;
  /** A supervisor may listen in. */
  supervised: boolean;
}

/** The usual one, of a team that has said nothing. */
export const UNNAMED: Announcement = { company: null, words: {}, declineKey: null, supervised: false };

/** Who records, what for, and where to read more: in the team's own words where it has some for this language. */
export function announcementText(announcement: Announcement, language: Language): string {
  const { company, supervised, words } = announcement;
  const own = cleanText(words[baseOf(language)] ?? '', LONGEST_ANNOUNCEMENT);
  const text = own === '' ? usualAnnouncement(company, language) : own;
  return supervised ? `${text} ${usualTemplate('may-be-heard', language)}` : text;
}

/** What is said where the team has no words of its own. */
export function usualAnnouncement(company: string | null, language: Language): string {
  const name = cleanText(company ?? '', 80);
  return name === ''
    ? usualTemplate('recorded', language)
    : fillIn(usualTemplate('recorded-by', language), { Company: name });
}

/** How it is declined; null: it can't be. */
export const declineText = ({ declineKey }: Announcement, language: Language): string | null =>
  declineKey === null ? null : fillIn(usualTemplate('decline-key', language), { Key: declineKey });

export const baseOf = (language: Language): string => language.slice(0, 2);
