import type { CallFlow, Menu, Option, OptionKey, People } from '#shared/call-flow/call-flow.schema.ts';
import type { LocalPrompt } from '#shared/call-flow/prompt.ts';
import { optionsOf, type Path } from '#shared/call-flow/tree.ts';

/** Where in the editor something stands: the keys that lead there from the first menu, and the part. */
export interface Place {
  option: OptionKey[] | null;
  part: string;
}

export const part = (name: string): Place => ({ option: null, part: name });
const optionPlace = (path: Path): Place => ({ option: path.length > 0 ? [...path] : null, part: 'menu' });

/** Every menu that callers can come to, first menu first. */
export function menusOf(flow: CallFlow): { menu: Menu; path: Path; place: Place }[] {
  if (flow.answer !== 'menu') return [];
  const below = optionsIn(flow).flatMap(({ option: { action }, path }) =>
    action?.do === 'menu' ? [{ menu: action.menu, path, place: optionPlace(path) }] : [],
  );
  return [{ menu: flow.menu, path: [], place: optionPlace([]) }, ...below];
}

/** Every option that callers can press; `path` ends with its own key. */
export function optionsIn(flow: CallFlow): { option: Option; path: Path; place: Place }[] {
  if (flow.answer !== 'menu') return [];
  return [...optionsOf(flow.menu)].map(({ option, path }) => {
    const keys = [...path, option.key];
    return { option, path: keys, place: optionPlace(keys) };
  });
}

/** Every group of people that callers can be led to. */
export function groupsOf(flow: CallFlow): { people: People; place: Place }[] {
  const chosen =
    flow.answer === 'people'
      ? [{ people: flow.people, place: part('people') }]
      : optionsIn(flow).flatMap(({ option: { action }, place }) =>
          action?.do === 'people' ? [{ people: action.people, place }] : [],
        );
  return flow.operator ? [...chosen, { people: flow.operator, place: part('operator') }] : chosen;
}

/** Every prompt that callers can hear. */
export function promptsIn(flow: CallFlow): { prompt: LocalPrompt; place: Place }[] {
  const { queue, voicemail, hours } = flow;
  const ofMenus = menusOf(flow).flatMap(({ menu, place }) => [
    { prompt: menu.prompt, place },
    { prompt: menu.wrongKey, place },
  ]);
  return [
    { prompt: flow.welcome, place: part('welcome') },
    ...ofMenus,
    { prompt: flow.busy, place: part('busy') },
    { prompt: flow.unavailable, place: part('unavailable') },
    { prompt: flow.nobodyAnswered, place: part('nobodyAnswered') },
    ...(queue.on && queue.announcement === 'custom' ? [{ prompt: queue.custom, place: part('queue') }] : []),
    ...(voicemail.on ? [{ prompt: voicemail.greeting, place: part('voicemail') }] : []),
    ...(hours.on ? [{ prompt: hours.closed, place: part('hours') }] : []),
  ];
}
