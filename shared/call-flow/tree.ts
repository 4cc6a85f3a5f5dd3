import type { AgentId } from '#shared/ids.ts';
import type { CallFlow, Menu, Option, OptionKey, People } from './call-flow.schema.ts';
import { MOST_LEVELS, MOST_OPTIONS_OF_FIRST_MENU, MOST_OPTIONS_OF_SUBMENU } from './limits.ts';

/** The keys that lead to a menu: none for the first. */
export type Path = readonly OptionKey[];

export const mostOptions = (level: number): number =>
  level === 1 ? MOST_OPTIONS_OF_FIRST_MENU : MOST_OPTIONS_OF_SUBMENU;

/** The menu that keys lead to from the first one; undefined: they lead to none. */
export function menuAt(first: Menu, path: Path): Menu | undefined {
  return path.reduce<Menu | undefined>((menu, key) => {
    const action = menu?.options.find((option) => option.key === key)?.action;
    return action?.do === 'menu' ? action.menu : undefined;
  }, first);
}

/** The option that keys lead to from the first menu; undefined: they lead to none. */
export function optionAt(first: Menu, path: Path): Option | undefined {
  return menuAt(first, path.slice(0, -1))?.options.find(({ key }) => key === path.at(-1));
}

/** A menu's own level and those below it. */
export const levelsOf = (menu: Menu): number =>
  1 + Math.max(0, ...menu.options.map(({ action }) => (action?.do === 'menu' ? levelsOf(action.menu) : 0)));

/** Every option with the menu it stands in, first menu first, each followed by what hangs below it. */
export function* optionsOf(menu: Menu, path: Path = []): Generator<{ option: Option; path: Path }> {
  for (const option of menu.options) {
    yield { option, path };
    if (option.action?.do === 'menu') yield* optionsOf(option.action.menu, [...path, option.key]);
  }
}

/** Everybody whom a flow can ring, each once: those of the answer that is chosen, and the operator's. */
export function agentsOf(flow: Pick<CallFlow, 'answer' | 'menu' | 'people' | 'operator'>): AgentId[] {
  return [...new Set(peopleOf(flow).flatMap((people) => people.agentIds))];
}

export function peopleOf({
  answer,
  menu,
  people,
  operator,
}: Pick<CallFlow, 'answer' | 'menu' | 'people' | 'operator'>): People[] {
  const chosen =
    answer === 'people'
      ? [people]
      : [...optionsOf(menu)].flatMap(({ option }) => (option.action?.do === 'people' ? [option.action.people] : []));
  return operator ? [...chosen, operator] : chosen;
}

/** Where a flow is wider or deeper than it may be, or one key stands twice; undefined: it fits. */
export function misfit(
  menu: Menu,
  path: Path = [],
): { path: Path; why: 'levels' | 'options' | 'same-key' } | undefined {
  const level = path.length + 1;
  if (level > MOST_LEVELS) return { path, why: 'levels' };
  if (menu.options.length > mostOptions(level)) return { path, why: 'options' };
  if (new Set(menu.options.map(({ key }) => key)).size < menu.options.length) return { path, why: 'same-key' };
  for (const { action, key } of menu.options) {
    const below = action?.do === 'menu' ? misfit(action.menu, [...path, key]) : undefined;
    if (below) return below;
  }
  return undefined;
}
