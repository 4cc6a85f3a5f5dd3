import { firstLanguage } from '#extension/views/flow/language-edits.ts';
import type { CallFlow, Menu } from '#shared/call-flow/call-flow.schema.ts';
import { fillIn, usualTemplate } from '#shared/call-flow/usual-words.ts';
import type { Language } from '#shared/call-flow/voices.ts';

/** The sentence that is read for every option: what was entered, or the usual one. */
export const sentenceOf = (menu: Menu, language: Language): string =>
  menu.prompt[language]?.text.trim() || usualTemplate('menu', language);

/** A menu as callers hear it: the sentence for every option that leads somewhere. Empty where none does. */
export const readsAs = (flow: Pick<CallFlow, 'languages'>, menu: Menu, language: Language): string =>
  menu.options
    .flatMap(({ key, label, action }) => {
      const name = (label[language] || label[firstLanguage(flow)] || '').trim();
      return action === null || name === '' ? [] : [fillIn(sentenceOf(menu, language), { Key: key, Menu: name })];
    })
    .join(' ');
