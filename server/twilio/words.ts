import * as v from 'valibot';
import { languageOfLine } from '#shared/call-flow/line-language.ts';
import { fillIn, type UsualWords, usualTemplate } from '#shared/call-flow/usual-words.ts';
import { usualVoice } from '#shared/call-flow/voices.ts';
import { type E164, e164Schema } from '#shared/ids.ts';
import { hangup, say, twiml, type Verb } from './twiml.ts';

/** A line of a country where English is spoken, for words to a caller of whom we know nothing. */
export const ANY_LINE = v.parse(e164Schema, '+442079460000');

/** The usual words, in the language of the line. */
export function spokenWords(what: UsualWords, line: E164, values: Record<string, string> = {}): Verb[] {
  return spoken(fillIn(usualTemplate(what, languageOfLine(line)), values), line);
}

/** The words, and the end of the call. */
export const lastWords = (what: UsualWords, line: E164): string => twiml(spokenWords(what, line), hangup());

/** Our number as a form or an address names it; else any. */
export function lineOf(to: string | null | undefined): E164 {
  const line = v.safeParse(e164Schema, to);
  return line.success ? line.output : ANY_LINE;
}

/** A text in the language of the line. */
export function spoken(text: string, line: E164): Verb[] {
  const language = languageOfLine(line);
  return say(text, { language, voice: usualVoice(language) });
}
