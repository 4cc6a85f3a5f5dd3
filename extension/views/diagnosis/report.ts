import type { Language, Messages } from '#extension/locales/language.ts';
import { checkWords } from '#extension/views/diagnosis/check-words.ts';
import type { Check } from '#extension/views/diagnosis/checks.ts';

/** What a person can send to whoever helps her: what was found, in words, and with what. No token, no customer. */
export function reportText(
  checks: readonly Check[],
  about: { name: string; server: string; version: string; browser: string; at: Date; own: boolean },
  reader: { t: Messages; language: Language },
): string {
  const { names, results } = reader.t.diagnosis;
  return [
    `Sidetone ${about.version} · ${about.server} · ${about.name}`,
    `${about.at.toISOString()} · ${about.browser}`,
    '',
    ...checks.map(
      (check) => `[${results[check.result]}] ${names[check.code]}: ${checkWords(check, about.own, reader)}`,
    ),
  ].join('\n');
}
