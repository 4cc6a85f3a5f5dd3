import { changeMenus, changePrompts } from '#extension/views/flow/prompt-edits.ts';
import type { CallFlow, Option } from '#shared/call-flow/call-flow.schema.ts';
import { MOST_LANGUAGES } from '#shared/call-flow/limits.ts';
import type { LocalPrompt } from '#shared/call-flow/prompt.ts';
import { LANGUAGES, type Language, usualVoice } from '#shared/call-flow/voices.ts';

/** What all else falls back to. */
export const firstLanguage = (flow: Pick<CallFlow, 'languages'>): Language => flow.languages[0] ?? 'en-GB';

/** Languages that a number does not offer yet; none when it offers as many as it may. */
export const languagesLeft = ({ languages }: Pick<CallFlow, 'languages'>): readonly Language[] =>
  languages.length >= MOST_LANGUAGES ? [] : LANGUAGES.filter((language) => !languages.includes(language));

export const addLanguage = (flow: CallFlow, language: Language): CallFlow =>
  languagesLeft(flow).includes(language) ? { ...flow, languages: [...flow.languages, language] } : flow;

/** No longer offered. What was entered in it stays, for when it is again. The last one can't go. */
export const dropLanguage = (flow: CallFlow, language: Language): CallFlow =>
  flow.languages.length < 2 ? flow : { ...flow, languages: flow.languages.filter((one) => one !== language) };

/** One step further to the front: callers are offered it earlier. */
export function moveLanguageUp(flow: CallFlow, language: Language): CallFlow {
  const at = flow.languages.indexOf(language);
  if (at < 1) return flow;
  const languages = flow.languages.toSpliced(at, 1).toSpliced(at - 1, 0, language);
  return { ...flow, languages };
}

/** Another language in the place of one: what was entered in it goes along, to be read by the other's voice. */
export function replaceLanguage(flow: CallFlow, from: Language, to: Language, voice = usualVoice(to)): CallFlow {
  if (from === to) return flow;
  const languages = flow.languages.filter((one) => one !== to).map((one) => (one === from ? to : one));
  const moved = changePrompts({ ...flow, languages }, (local) => movePrompt(local, from, to, voice));
  const label = (option: Option): Option => ({ ...option, label: moveField(option.label, from, to) });
  return { ...moved, menu: changeMenus(moved.menu, (menu) => ({ ...menu, options: menu.options.map(label) })) };
}

function movePrompt(local: LocalPrompt, from: Language, to: Language, voice: string): LocalPrompt {
  const prompt = local[from];
  if (prompt === undefined) return local;
  const spoken = prompt.language === from ? { ...prompt, language: to, voice } : prompt;
  return moveField({ ...local, [from]: spoken }, from, to);
}

function moveField<Value>(
  fields: Partial<Record<Language, Value>>,
  from: Language,
  to: Language,
): Partial<Record<Language, Value>> {
  const { [from]: moved, ...others } = fields;
  return moved === undefined ? fields : { ...others, [to]: moved };
}
