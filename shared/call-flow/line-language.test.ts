import * as v from 'valibot';
import { expect, it } from 'vitest';
import { e164Schema } from '#shared/ids.ts';
import { languageOfLine } from './line-language.ts';

it.each([
  ['+34910000001', 'es-ES'],
  ['+525512345678', 'es-MX'],
  ['+573211234567', 'es-MX'],
  ['+14155552671', 'en-US'],
  ['+442079460958', 'en-GB'],
  ['+4930901820', 'de-DE'],
  ['+33199004217', 'fr-FR'],
  ['+390612345678', 'it-IT'],
  ['+351211234567', 'pt-PT'],
  ['+551123456789', 'pt-BR'],
  ['+41446681800', 'en-GB'],
  ['+80012345678', 'en-GB'],
])('speaks to callers of %s in %s until somebody chooses', (line, language) => {
  expect(languageOfLine(v.parse(e164Schema, line))).toBe(language);
});
