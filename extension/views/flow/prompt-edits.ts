import type { CallFlow, Menu } from '#shared/call-flow/call-flow.schema.ts';
import { type LocalPrompt, type Prompt, type PromptKind, textPrompt } from '#shared/call-flow/prompt.ts';
import { usualTemplate } from '#shared/call-flow/usual-words.ts';
import type { Language } from '#shared/call-flow/voices.ts';

/** A prompt in one language as the editor shows it: what was entered, or an empty text by the voice that the number speaks with. */
export const promptIn = (local: LocalPrompt, language: Language, voice: string): Prompt =>
  local[language] ?? { ...textPrompt('', language), voice };

/** With what was entered for one language. An empty one is none: callers hear the usual words. */
export function withPrompt(local: LocalPrompt, language: Language, prompt: Prompt): LocalPrompt {
  const others = { ...local };
  delete others[language];
  return isNothing(prompt) ? others : { ...others, [language]: prompt };
}

const isNothing = (prompt: Prompt): boolean =>
  prompt.kind === 'text' && prompt.text.trim() === '' && prompt.file === null && prompt.url.trim() === '';

/** Each prompt that stands under "What the caller hears" and "When nobody can answer", submenus' too. */
export function changePrompts(flow: CallFlow, change: (local: LocalPrompt) => LocalPrompt): CallFlow {
  return {
    ...flow,
    welcome: change(flow.welcome),
    busy: change(flow.busy),
    unavailable: change(flow.unavailable),
    nobodyAnswered: change(flow.nobodyAnswered),
    menu: changeMenus(flow.menu, (menu) => ({ ...menu, prompt: change(menu.prompt), wrongKey: change(menu.wrongKey) })),
    queue: { ...flow.queue, custom: change(flow.queue.custom) },
    voicemail: { ...flow.voicemail, greeting: change(flow.voicemail.greeting) },
    hours: { ...flow.hours, closed: change(flow.hours.closed) },
  };
}

export function changeMenus(menu: Menu, change: (menu: Menu) => Menu): Menu {
  const options = menu.options.map((option) =>
    option.action?.do === 'menu'
      ? { ...option, action: { do: 'menu' as const, menu: changeMenus(option.action.menu, change) } }
      : option,
  );
  return change({ ...menu, options });
}

/** The four messages that every number has, of one kind. What was entered for the others stays. */
export function withKind(flow: CallFlow, language: Language, kind: PromptKind): CallFlow {
  const change = (local: LocalPrompt) =>
    withPrompt(local, language, { ...promptIn(local, language, voiceOf(flow, language)), kind });
  return {
    ...flow,
    welcome: change(flow.welcome),
    busy: change(flow.busy),
    unavailable: change(flow.unavailable),
    menu: flow.answer === 'menu' ? { ...flow.menu, prompt: change(flow.menu.prompt) } : flow.menu,
  };
}

/** The kind that these messages have in common; null: they differ. */
export function kindOf(flow: CallFlow, language: Language): PromptKind | null {
  const prompts = [flow.welcome, flow.busy, flow.unavailable, ...(flow.answer === 'menu' ? [flow.menu.prompt] : [])];
  const kinds = new Set(prompts.map((prompt) => prompt[language]?.kind ?? 'text'));
  const [kind] = kinds;
  return kinds.size === 1 && kind !== undefined ? kind : null;
}

/** The voice that reads this language's texts: that of the first text that was entered, as the server chooses it for the usual words. */
export function voiceOf(flow: CallFlow, language: Language): string {
  const texts = [flow.welcome, flow.menu.prompt, flow.busy, flow.unavailable, flow.nobodyAnswered]
    .map((local) => local[language])
    .filter((prompt) => prompt?.kind === 'text' && prompt.language === language && prompt.text.trim() !== '');
  return texts[0]?.voice ?? textPrompt('', language).voice;
}

/** Every text of this language by that voice. Where none is entered yet, one of the usual words is: a voice belongs to a text. */
export function withVoice(flow: CallFlow, language: Language, voice: string): CallFlow {
  const changed = changePrompts(flow, (local) => {
    const prompt = local[language];
    return prompt === undefined || prompt.language !== language
      ? local
      : { ...local, [language]: { ...prompt, voice } };
  });
  if (voiceOf(changed, language) === voice) return changed;
  const busy = { ...promptIn(flow.busy, language, voice), kind: 'text' as const, language, voice };
  return { ...changed, busy: { ...flow.busy, [language]: { ...busy, text: usualTemplate('busy', language) } } };
}
