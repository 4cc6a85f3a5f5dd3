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

/** An address was entered, and no copy of what it leads to is there. */
const isUnfetched = (prompt: Prompt, { soundNames }: LintWorld): boolean =>
  prompt.kind === 'url' && prompt.url.trim() !== '' && !(prompt.urlFile && soundNames.has(prompt.urlFile));

const isLost = (prompt: Prompt, world: LintWorld): boolean => {
  if (isUnfetched(prompt, world)) return false;
  const audio = audioOf(prompt);
  return prompt.kind !== 'text' && (audio === null || !world.soundNames.has(audio));
};

/** A warning: callers hear the usual words instead, or of a welcome nothing. */
export const messageMissing: Rule = (flow, world) => {
  const lost = spokenIn(flow).filter(({ prompt }) => isLost(prompt, world));
  const { on, announcement, custom } = flow.queue;
  const unsaid = on && announcement === 'custom' ? flow.languages.filter((one) => !isRecorded(custom[one])) : [];
  const announcements = unsaid
    .filter((language) => !isEntered(custom, language))
    .map((language) => ({ language, place: part('queue') }));
  return [...lost, ...announcements].map(({ language, place }) => ({
    ...place,
    level: 'warning',
    values: { language },
  }));
};

/**
 * A warning: the address can't be had now (`reason` is the world's), or never could (`not-fetched`). Callers hear what was fetched
 * before, else what they would hear without a recording.
 */
export const audioUnreachable: Rule = (flow, world) =>
  spokenIn(flow).flatMap(({ prompt, language, place }) => {
    const away = prompt.kind === 'url' ? world.unreachable.get(prompt.url) : undefined;
    const reason = away ?? (isUnfetched(prompt, world) ? 'not-fetched' : undefined);
    return reason === undefined ? [] : [{ ...place, level: 'warning', values: { language, reason } }];
  });

/**
 * What callers hear is the copy, which is no longer what its address leads to. A warning where that is another sound; a note where the
 * address can't be had: nobody hears a difference.
 */
export const audioOutdated: Rule = (flow, world) => {
  const { on, music } = flow.queue;
  const played = spokenIn(flow).flatMap(({ prompt, language, place }) =>
    prompt.kind === 'url' ? [{ copy: prompt.urlFile, place, values: { language } }] : [],
  );
  const playedInQueue = on && music.kind === 'url' ? [{ copy: music.urlFile, place: part('queue'), values: {} }] : [];
  return [...played, ...playedInQueue].flatMap(({ copy, place, values }) => {
    const reason = copy === null ? undefined : world.outdated.get(copy);
    if (reason === undefined) return [];
    return [{ ...place, level: reason === 'changed' ? 'warning' : 'note', values: { ...values, reason } }];
  });
};

/** A note: nobody can look into a recording. */
export const audioForMenu: Rule = (flow) =>
  menusOf(flow).flatMap(({ menu, place }) =>
    flow.languages.some((language) => (menu.prompt[language]?.kind ?? 'text') !== 'text')
      ? [{ ...place, level: 'note', values: { keys: menu.options.map(({ key }) => key).join(', ') } }]
      : [],
  );

const isRecorded = (prompt: Prompt | undefined): boolean => prompt !== undefined && prompt.kind !== 'text';

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
