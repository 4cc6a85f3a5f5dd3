import type { E164 } from '#shared/ids.ts';
import { countryOfNumber } from '#shared/phone-number.ts';
import type { Language } from './voices.ts';

/** Countries by what nearly all callers of their numbers speak; where languages share a country, nobody is guessed at. */
const SPOKEN_IN: readonly (readonly [Language, countries: string])[] = [
  ['es-ES', 'ES GQ'],
  ['es-MX', 'AR BO CL CO CR CU DO EC GT HN MX NI PA PE PR PY SV UY VE'],
  ['en-US', 'US CA'],
  ['fr-FR', 'FR MC'],
  ['de-DE', 'DE AT LI'],
  ['it-IT', 'IT SM VA'],
  ['pt-PT', 'PT AO CV GW MZ ST'],
  ['pt-BR', 'BR'],
];

const LANGUAGE_OF: ReadonlyMap<string, Language> = new Map(
  SPOKEN_IN.flatMap(([language, countries]) => countries.split(' ').map((country) => [country, language] as const)),
);

/** The language that callers of a line are spoken to in until an admin chooses another; British English for any other country's. */
export function languageOfLine(line: E164): Language {
  const country = countryOfNumber(line);
  return (country === null ? undefined : LANGUAGE_OF.get(country)) ?? 'en-GB';
}
