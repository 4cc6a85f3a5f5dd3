import * as v from 'valibot';
import type { Language, Messages } from '#extension/locales/language.ts';
import type { ProblemWords } from '#extension/locales/problem-words.ts';
import { countryName, shownNumber } from '#extension/views/format/phone.ts';
import { e164Schema } from '#shared/ids.ts';
import type { Problem } from '#shared/problem.ts';

/** A Problem in the reader's language. Numbers are grouped and countries named on the way. */
export function wordsFor(problem: Problem, reader: { t: Messages; language: Language; admin: boolean }): ProblemWords {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(problem.params ?? {})) values[name] = shown(name, value, reader.language);
  const facts = { admin: reader.admin, values };
  if (Object.hasOwn(reader.t.problem, problem.code)) return reader.t.problem[problem.code](facts);
  // Of a server that is newer than this extension.
  const unknown = reader.t.problem.internal(facts);
  return problem.message ? { ...unknown, what: problem.message } : unknown;
}

function shown(name: string, value: string | number, language: Language): string {
  if (name === 'country') return countryName(String(value), language);
  const number = v.safeParse(e164Schema, value);
  return number.success ? shownNumber(number.output) : String(value);
}
