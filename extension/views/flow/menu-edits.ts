import {
  type Action,
  type Menu,
  OPTION_KEYS,
  type Option,
  type OptionKey,
} from '#shared/call-flow/call-flow.schema.ts';
import { MOST_LEVELS } from '#shared/call-flow/limits.ts';
import { newMenu, newPeople } from '#shared/call-flow/new-flow.ts';
import { mostOptions, type Path } from '#shared/call-flow/tree.ts';

/** The menu with what `change` makes of the one that the keys lead to. Keys that lead to none change nothing. */
export function changeMenu(first: Menu, path: Path, change: (menu: Menu) => Menu): Menu {
  const [key, ...rest] = path;
  if (key === undefined) return change(first);
  return changeOption(first, key, (option) =>
    option.action?.do === 'menu'
      ? { ...option, action: { do: 'menu', menu: changeMenu(option.action.menu, rest, change) } }
      : option,
  );
}

const changeOption = (menu: Menu, key: OptionKey, change: (option: Option) => Option): Menu => ({
  ...menu,
  options: menu.options.map((option) => (option.key === key ? change(option) : option)),
});

/** `path` ends with the option's own key. */
export function changeOptionAt(first: Menu, path: Path, change: (option: Option) => Option): Menu {
  const key = path.at(-1);
  return key === undefined ? first : changeMenu(first, path.slice(0, -1), (menu) => changeOption(menu, key, change));
}

/** The lowest key that is free; undefined: the menu is full. */
export function freeKey(menu: Menu, level: number): OptionKey | undefined {
  if (menu.options.length >= mostOptions(level)) return undefined;
  return OPTION_KEYS.find((key) => !menu.options.some((option) => option.key === key));
}

/** An option on the lowest free key, of which nothing is chosen yet. A full menu stays as it is. */
export const addOption = (first: Menu, path: Path): Menu =>
  changeMenu(first, path, (menu) => {
    const key = freeKey(menu, path.length + 1);
    return key === undefined ? menu : sorted({ ...menu, options: [...menu.options, { key, label: {}, action: null }] });
  });

export const deleteOption = (first: Menu, path: Path): Menu =>
  changeMenu(first, path.slice(0, -1), (menu) => ({
    ...menu,
    options: menu.options.filter(({ key }) => key !== path.at(-1)),
  }));

/** Another key for an option. Whoever has that key gets the former one: no key ever stands twice. */
export const rekey = (first: Menu, path: Path, to: OptionKey): Menu =>
  changeMenu(first, path.slice(0, -1), (menu) => {
    const from = path.at(-1);
    if (from === undefined) return menu;
    const keyOf = (key: OptionKey) => (key === from ? to : key === to ? from : key);
    return sorted({ ...menu, options: menu.options.map((option) => ({ ...option, key: keyOf(option.key) })) });
  });

/** The key that an option has after a step up or down: its neighbour's. null: there is none. */
export function neighbour(menu: Menu, key: OptionKey, step: -1 | 1): OptionKey | null {
  const at = menu.options.findIndex((option) => option.key === key);
  return at < 0 ? null : (menu.options[at + step]?.key ?? null);
}

/** A menu is read in the order of its keys: nobody has to look for them. */
const sorted = (menu: Menu): Menu => ({ ...menu, options: menu.options.toSorted((a, b) => (a.key < b.key ? -1 : 1)) });

export type ActionKind = Action['do'];

/** What an option may become at this level: the last one leads to people only. */
export const actionKinds = (level: number): readonly ActionKind[] =>
  level < MOST_LEVELS ? ['people', 'menu'] : ['people'];

/** What an option does when that kind is chosen. `kept` is what stood there when it was chosen before. */
export const actionOf = (kind: ActionKind, kept: Action | undefined): Action =>
  kept?.do === kind
    ? kept
    : kind === 'people'
      ? { do: 'people', people: newPeople() }
      : { do: 'menu', menu: newMenu() };
