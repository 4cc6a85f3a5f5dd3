import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { type Language, messagesIn } from '#extension/locales/language.ts';
import { fixFor } from '#extension/views/problem/problem-fix.ts';
import { wordsFor } from '#extension/views/problem/problem-words.ts';
import { commands } from '#extension/wire/contract.ts';
import { PROBLEM_CODES, problem, problemSchema } from '#shared/problem.ts';

const reader = (language: Language, admin = false) => ({ t: messagesIn(language), language, admin });

describe.each(['en', 'es'] as const)('in %s', (language) => {
  it.each(PROBLEM_CODES)('%s has a cause and what to do, each a whole sentence', (code) => {
    for (const admin of [true, false]) {
      const words = wordsFor(problem(code, ''), reader(language, admin));
      expect(words.what).toMatch(/^\p{Lu}.*\.$/u);
      expect(words.do).toMatch(/^\p{Lu}.*\.$/u);
      expect(`${words.what} ${words.do}`).not.toMatch(/undefined|null|\[object|error \d|!/i);
    }
  });

  it.each(PROBLEM_CODES)('%s has a button exactly if something here mends it', (code) => {
    for (const admin of [true, false]) {
      const words = wordsFor(problem(code, ''), reader(language, admin));
      expect(words.button === null).toBe(fixFor(code, { admin, context: 'popup' }) === null);
    }
  });
});

it('each fix is a command that its context may send, with input that the contract takes', () => {
  for (const code of PROBLEM_CODES) {
    for (const admin of [true, false]) {
      for (const context of ['popup', 'options', 'page'] as const) {
        const fix = fixFor(code, { admin, context });
        if (fix === null) continue;
        expect(commands[fix.ask].askers).toContain(context);
        expect(v.safeParse(commands[fix.ask].input, fix.input).success).toBe(true);
      }
    }
  }
});

it('tells what only a newer server knows of in that server’s own words', () => {
  const read = v.parse(problemSchema, { code: 'line-on-mars', message: 'Mars is out of reach.', retry: false });
  expect(wordsFor(read, reader('es'))).toMatchObject({ what: 'Mars is out of reach.', button: null });
  expect(wordsFor({ ...read, message: '' }, reader('es'))).toEqual(wordsFor(problem('internal', ''), reader('es')));
  expect(fixFor(read.code, { admin: true, context: 'popup' })).toBeNull();
  expect(v.safeParse(problemSchema, { ...read, code: 7 }).success).toBe(false);
});

it('tells an agent without a number whom to ask, and an administrator where to choose one', () => {
  expect(wordsFor(problem('no-outgoing-number', ''), reader('en')).do).toContain('administrator');
  expect(fixFor('no-outgoing-number', { admin: true, context: 'popup' })).toEqual({
    ask: 'open',
    input: { what: 'options', section: 'outgoing' },
  });
});

it('groups the numbers and names the countries that the server sends', () => {
  expect(wordsFor(problem('emergency-number', '', { params: { number: '112' } }), reader('es')).what).toBe(
    'Sidetone no puede llamar al 112.',
  );
  expect(wordsFor(problem('country-not-allowed', '', { params: { country: 'DE' } }), reader('en')).what).toBe(
    'Calls to Germany are not allowed.',
  );
});

it.each([
  ['too-large', 'en', 'The recording is larger than your CRM takes.'],
  ['too-large', 'es', 'La grabación es más grande de lo que admite tu CRM.'],
  ['not-found', 'en', 'The connected Twilio account doesn’t have this recording.'],
  ['not-found', 'es', 'La cuenta de Twilio conectada no tiene esta grabación.'],
] as const)('says of a recording what %s means for it, in %s', (code, language, what) => {
  expect(wordsFor(problem(code, '', { params: { what: 'recording' } }), reader(language)).what).toBe(what);
  expect(wordsFor(problem(code, ''), reader(language)).what).not.toBe(what);
});
