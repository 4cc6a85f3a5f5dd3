import type { Menu } from '#shared/call-flow/call-flow.schema.ts';
import { MOST_LEVELS } from '#shared/call-flow/limits.ts';
import { mostOptions } from '#shared/call-flow/tree.ts';
import { menusOf, optionsIn, part } from './places.ts';
import type { Rule } from './rule.ts';

/** A warning for an option that only reads the menu again; a fault for a menu that nobody gets out of. */
export const leadsNowhere: Rule = (flow) => [
  ...menusOf(flow)
    .filter(({ menu }) => menu.options.every(({ action }) => action === null))
    .map(({ place }) => ({ ...place, level: 'fault' as const })),
  ...optionsIn(flow)
    .filter(({ option }) => option.action === null)
    .map(({ place }) => ({ ...place, level: 'warning' as const })),
];

/** A fault: one of them would never be reached. */
export const sameKey: Rule = (flow) => {
  const known = new Set<string>();
  return optionsIn(flow).flatMap(({ path, place }) => {
    const keys = path.join();
    if (known.has(keys)) return [{ ...place, level: 'fault' }];
    known.add(keys);
    return [];
  });
};

/** A fault: the customer's limits (lines 21, 22). */
export const tooManyOptions: Rule = (flow) =>
  menusOf(flow)
    .filter(({ menu, path }) => menu.options.length > mostOptions(path.length + 1))
    .map(({ place, path }) => ({ ...place, level: 'fault', values: { most: mostOptions(path.length + 1) } }));

export const tooManyLevels: Rule = (flow) =>
  menusOf(flow)
    .filter(({ path }) => path.length === MOST_LEVELS)
    .map(({ place }) => ({ ...place, level: 'fault', values: { most: MOST_LEVELS } }));

/** A warning: an option that the menu does not read, though its key works. A recorded menu reads no labels. */
export const labelMissing: Rule = (flow) => {
  const [first] = flow.languages;
  if (!first) return [];
  return optionsIn(flow)
    .filter(({ option }) => option.action !== null && !option.label[first]?.trim())
    .map(({ place }) => ({ ...place, level: 'warning' }));
};

const asks = (menu: Menu, what: 'operator' | 'voicemail'): boolean =>
  menu.giveUp === what || (what === 'operator' && Object.values(menu.keys).includes(what));

/** A warning: the key counts as a wrong one, giving up ends the call. */
export const noOperator: Rule = (flow) => {
  if (flow.operator !== null) return [];
  return menusOf(flow)
    .filter(({ menu }) => asks(menu, 'operator'))
    .map(({ place }) => ({ ...place, level: 'warning' }));
};

/** A warning: the call ends, and the key keeps her waiting. */
export const noVoicemail: Rule = (flow) => {
  const { hours, queue } = flow;
  if (flow.voicemail.on) return [];
  const places = menusOf(flow)
    .filter(({ menu }) => asks(menu, 'voicemail'))
    .map(({ place }) => place);
  if (hours.on && hours.after === 'voicemail') places.push(part('hours'));
  if (queue.on && queue.voicemailKey !== null) places.push(part('queue'));
  return places.map((place) => ({ ...place, level: 'warning' }));
};
