import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import { audioOf, type LocalPrompt, type Prompt } from '#shared/call-flow/prompt.ts';
import type { Language } from '#shared/call-flow/voices.ts';
import { menusOf, optionsIn, type Place, part, promptsIn } from './places.ts';
import type { LintWorld, Rule } from './rule.ts';

/** Every prompt in every language that callers are offered. */
const spokenIn = (flow: CallFlow): { prompt: Prompt; language: Language; place: Place }[] =>
  promptsIn(flow).flatMap(({ prompt, place }) =>
    flow.languages.flatMap((language) => {
      const one = prompt[language];
      return one ? [{ prompt: one, language, place }] : [];
    }),
  );

const isLost = (prompt: Prompt, { soundNames }: LintWorld): boolean => {
  const audio = audioOf(prompt);
  return prompt.kind !== 'text' && (audio === null || !soundNames.has(audio));
};

/** A warning: callers hear the usual words instead, or of a welcome nothing. */
export const messageMissing: Rule = (flow, world) => {
  const lost = spokenIn(flow).filter(({ prompt }) => isLost(prompt, world));
  const own = flow.queue.on && flow.queue.announcement === 'custom';
  const unsaid = own ? flow.languages.filter((language) => !isEntered(flow.queue.custom, language)) : [];
  const announcements = unsaid
    .filter((language) => !lost.some((one) => one.place.part === 'queue' && one.language === language))
    .map((language) => ({ language, place: part('queue') }));
  return [...lost, ...announcements].map(({ language, place }) => ({
    ...place,
    level: 'warning',
    values: { language },
  }));
};

/** A warning: what was fetched when it was saved is still played; a new one can't be had. */
export const audioUnreachable: Rule = (flow, world) =>
  spokenIn(flow).flatMap(({ prompt, language, place }) => {
    const reason = prompt.kind === 'url' ? world.unreachable.get(prompt.url) : undefined;
    return reason === undefined ? [] : [{ ...place, level: 'warning', values: { language, reason } }];
  });

/** A note: nobody can look into a recording. */
export const audioForMenu: Rule = (flow) =>
  menusOf(flow).flatMap(({ menu, place }) =>
    flow.languages.some((language) => (menu.prompt[language]?.kind ?? 'text') !== 'text')
      ? [{ ...place, level: 'note', values: { keys: menu.options.map(({ key }) => key).join(', ') } }]
      : [],
  );

const isEntered = (prompt: LocalPrompt, language: Language): boolean => {
  const one = prompt[language];
  return one !== undefined && (one.kind === 'text' ? one.text.trim() !== '' : audioOf(one) !== null);
};

/** A warning: callers who have chosen that language hear the usual words, or for a label the first language. */
export const languageMissing: Rule = (flow) => {
  const [first, ...others] = flow.languages;
  if (!first) return [];
  return others.flatMap((language) => {
    const prompts = promptsIn(flow).filter(({ prompt }) => isEntered(prompt, first) && !isEntered(prompt, language));
    const labels = optionsIn(flow).filter(({ option: { label } }) => label[first]?.trim() && !label[language]?.trim());
    return [...prompts, ...labels].map(({ place }) => ({ ...place, level: 'warning' as const, values: { language } }));
  });
};
