import type { Messages } from '#extension/locales/language.ts';
import { firstLanguage } from '#extension/views/flow/language-edits.ts';
import type { CallFlow, Option } from '#shared/call-flow/call-flow.schema.ts';
import { menuAt, type Path } from '#shared/call-flow/tree.ts';
import type { Language } from '#shared/call-flow/voices.ts';

/** What an option is called in that language, or in the number's first one; empty: nothing yet. */
export const labelOf = (flow: CallFlow, option: Option, language: Language): string =>
  (option.label[language] || option.label[firstLanguage(flow)] || '').trim();

/** What an option is called; null: nothing yet, or there is none. `path` ends with its own key. */
export function optionLabel(flow: CallFlow, path: Path, language: Language): string | null {
  const option = menuAt(flow.menu, path.slice(0, -1))?.options.find(({ key }) => key === path.at(-1));
  return (option && labelOf(flow, option, language)) || null;
}

/** `Key 3, Billing`; below the first menu `Key 1 → 2, France`. */
export const optionName = (flow: CallFlow, path: Path, language: Language, t: Messages): string =>
  t.flow.option(path.join(' → '), optionLabel(flow, path, language) ?? '');
