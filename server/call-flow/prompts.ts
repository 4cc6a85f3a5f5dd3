import type { CallFlow, Menu } from '#shared/call-flow/call-flow.schema.ts';
import { LONGEST_LABEL, LONGEST_PROMPT } from '#shared/call-flow/limits.ts';
import { audioOf, type LocalPrompt, type Prompt } from '#shared/call-flow/prompt.ts';
import { fillIn, type UsualWords, usualTemplate } from '#shared/call-flow/usual-words.ts';
import { type Language, usualVoice } from '#shared/call-flow/voices.ts';
import { cleanText } from '#shared/clean-text.ts';
import type { FlowFacts, Part } from './turn.ts';

/** Somebody in a flow: what it is, what is known now, and the language she is spoken to in. */
export interface Caller {
  flow: CallFlow;
  facts: FlowFacts;
  language: Language;
}
type Listener = Pick<Caller, 'flow' | 'language'>;
type Values = Readonly<Record<string, string | number>>;

/** What all else falls back to. */
export const firstLanguage = (flow: Pick<CallFlow, 'languages'>): Language => flow.languages[0] ?? 'en-GB';

/**
 * What is heard for a prompt: what was entered for the caller's language, else the usual words in it. Where there are none (a
 * welcome) what was entered for the first language, else nothing. A recording that is missing counts as not entered.
 */
export function prompted(
  { flow, language }: Listener,
  prompt: LocalPrompt,
  usual: UsualWords | null,
  values: Values = {},
): Part[] {
  const heard = entered(prompt[language], values);
  if (heard) return [heard];
  if (usual) return [usually({ flow, language }, usual, values)];
  return [entered(prompt[firstLanguage(flow)], values)].flatMap((part) => part ?? []);
}

/** The usual words, by the voice that the flow speaks this language with. */
export const usually = ({ flow, language }: Listener, usual: UsualWords, values: Values = {}): Part => ({
  say: fillIn(usualTemplate(usual, language), values),
  language,
  voice: voiceOf(flow, language),
});

/** A menu read once: a sentence for every option that leads somewhere, or the recording that names them all. */
export function menuWords(listener: Listener, menu: Menu): readonly Part[] {
  const { flow, language } = listener;
  const menus = wordsOf.get(flow) ?? new Map<Menu, Map<Language, readonly Part[]>>();
  wordsOf.set(flow, menus);
  const languages = menus.get(menu) ?? new Map<Language, readonly Part[]>();
  menus.set(menu, languages);
  const words = languages.get(language) ?? composed(listener, menu);
  languages.set(language, words);
  return words;
}

/** A flow is never changed, and everybody who calls hears the same menus. */
const wordsOf = new WeakMap<CallFlow, Map<Menu, Map<Language, readonly Part[]>>>();

function composed({ flow, language }: Listener, menu: Menu): Part[] {
  const prompt = menu.prompt[language];
  const own = prompt && entered(prompt, {});
  if (own && 'play' in own) return [own];
  const { say: template, ...how } = own ?? {
    say: usualTemplate('menu', language),
    language,
    voice: voiceOf(flow, language),
  };
  // An admin who wrote the whole menu as one sentence: read for every option, it would be heard over and over.
  if (!/\$\{(Key|Menu)\}/.test(template)) return [{ say: template, ...how }];
  const sentence = /[\p{L}\p{N}}]$/u.test(template) ? `${template}.` : template;
  const sentences = menu.options.flatMap(({ key, label, action }) => {
    const name = cleanText(label[language] || label[firstLanguage(flow)] || '', LONGEST_LABEL);
    return action && name ? [fillIn(sentence, { Key: key, Menu: name })] : [];
  });
  return sentences.length > 0 ? [{ say: sentences.join(' '), ...how }] : [];
}

function entered(prompt: Prompt | undefined, values: Values): Part | undefined {
  if (!prompt) return undefined;
  if (prompt.kind === 'text') {
    const text = cleanText(prompt.text, LONGEST_PROMPT);
    return text ? { say: fillIn(text, values), language: prompt.language, voice: prompt.voice } : undefined;
  }
  const audio = audioOf(prompt);
  return audio ? { play: audio } : undefined;
}

/** The voice that was chosen for what callers hear first: one number does not speak with two where the admin chose one. */
export function voiceOf(flow: CallFlow, language: Language): string {
  const chosen = [flow.welcome, flow.menu.prompt, flow.busy, flow.unavailable, flow.nobodyAnswered]
    .map((prompt) => prompt[language])
    .find((prompt) => prompt?.kind === 'text' && prompt.language === language && prompt.text.trim() !== '');
  return chosen?.voice ?? usualVoice(language);
}
