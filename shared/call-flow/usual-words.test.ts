import { describe, expect, it } from 'vitest';
import { cleanText } from '#shared/clean-text.ts';
import { fillIn, USUAL_WORDS, usualTemplate } from './usual-words.ts';
import { LANGUAGES } from './voices.ts';

const variablesOf = (text: string) => [...text.matchAll(/\$\{\w+\}/g)].map(([variable]) => variable).sort();

describe.each(LANGUAGES)('what callers are told in %s', (language) => {
  it.each(USUAL_WORDS)('says %s in whole sentences, with every variable and nothing to clean', (what) => {
    const text = usualTemplate(what, language);
    expect(text).toMatch(/^(?:\p{Lu}|\$\{Company\}).*[.!?]$/u);
    expect(variablesOf(text)).toEqual(variablesOf(usualTemplate(what, 'en-GB')));
    expect(cleanText(text, 1_000)).toBe(text);
  });

  it('has words of its own, not another language’s', () => {
    if (language.startsWith('en')) return;
    for (const what of USUAL_WORDS) expect(usualTemplate(what, language)).not.toBe(usualTemplate(what, 'en-GB'));
  });
});

it('offers a language by the name that its speakers give it', () => {
  const offers = (['es-ES', 'es-MX', 'ca-ES', 'en-GB'] as const).map((language, i) =>
    fillIn(usualTemplate('language', language), { Key: i + 1 }),
  );
  expect(offers).toEqual([
    'Para castellano, pulse 1.',
    'Para español, pulse 2.',
    'Per a català, premeu 3.',
    'For English, press 4.',
  ]);
});

it('fills in what is named and nothing else', () => {
  expect(fillIn('${Key} ${Menu} ${Other} $Key', { Key: 1, Menu: '${Key} $& $1' })).toBe('1 ${Key} $& $1 ${Other} $Key');
});
