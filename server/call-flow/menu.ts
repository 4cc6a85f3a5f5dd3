import type { Menu, OptionKey } from '#shared/call-flow/call-flow.schema.ts';
import { OPTION_KEYS } from '#shared/call-flow/call-flow.schema.ts';
import { menuAt, type Path } from '#shared/call-flow/tree.ts';
import { end } from './ending.ts';
import { enterGroup } from './group.ts';
import { type Caller, menuWords, prompted, usually } from './prompts.ts';
import type { Part, Position, Turn } from './turn.ts';
import { voicemail } from './voicemail.ts';

type InMenu = Position['at'] & { place: 'menu' };

/** A caller who presses `repeat` and `back` for ever would keep the line for ever: nobody needs to hear so many menus. */
export const MOST_MENUS_READ = 50;

/** `words`: what is said before it. */
export const enterMenu = (caller: Caller, path: Path, asked: number, words: Part[] = []): Turn =>
  read(caller, { path, readings: 1, asked: asked + 1 }, words);

/** A key, or none in time. */
export function menuTurn(caller: Caller, at: InMenu, keys: string): Turn {
  const menu = menuAt(caller.flow.menu, at.path);
  if (!menu) return end(caller, 'apology', [usually(caller, 'apology')]);
  const key = keys.slice(0, 1);
  return chosen(caller, at, menu, key) ?? again(caller, at, menu, key === '' ? 'no-key' : 'wrong-key');
}

/** Where a key leads; undefined: nowhere. */
function chosen(caller: Caller, at: InMenu, menu: Menu, key: string): Turn | undefined {
  const { path, asked } = at;
  if (isOptionKey(key)) {
    const action = menu.options.find((option) => option.key === key)?.action;
    const below = [...path, key];
    if (action?.do === 'people') return enterGroup(caller, { of: 'option', path: below });
    return action?.do === 'menu' ? enterMenu(caller, below, asked) : undefined;
  }
  switch (isSpecialKey(key) ? menu.keys[key] : 'nothing') {
    case 'repeat':
      return read(caller, { ...at, asked: asked + 1 });
    case 'back':
      return path.length === 0
        ? read(caller, { ...at, asked: asked + 1 })
        : enterMenu(caller, path.slice(0, -1), asked);
    case 'operator':
      return toOperator(caller);
    case 'nothing':
      return undefined;
  }
}

function again(caller: Caller, at: InMenu, menu: Menu, why: 'no-key' | 'wrong-key'): Turn {
  if (at.readings >= menu.readings) return giveUp(caller, menu);
  const next = { path: at.path, readings: at.readings + 1, asked: at.asked + 1 };
  return read(caller, next, prompted(caller, menu.wrongKey, why));
}

function read(caller: Caller, at: Omit<InMenu, 'place'>, words: Part[] = []): Turn {
  const menu = menuAt(caller.flow.menu, at.path) ?? caller.flow.menu;
  if (at.asked > MOST_MENUS_READ) return giveUp(caller, menu);
  return {
    position: {
      language: caller.language,
      at: { place: 'menu', path: at.path, readings: at.readings, asked: at.asked },
    },
    step: { do: 'ask', parts: [...words, ...menuWords(caller, menu)], seconds: menu.keySeconds },
  };
}

/** What was set for it; where that leads nowhere, a friendly end. */
function giveUp(caller: Caller, menu: Menu): Turn {
  const goOn =
    menu.giveUp === 'operator'
      ? toOperator(caller)
      : menu.giveUp === 'voicemail' && caller.flow.voicemail.on
        ? voicemail(caller)
        : undefined;
  return goOn ?? end(caller, 'no-key', [usually(caller, 'goodbye')]);
}

const toOperator = (caller: Caller): Turn | undefined =>
  caller.flow.operator ? enterGroup(caller, { of: 'operator' }) : undefined;

const isOptionKey = (key: string): key is OptionKey => OPTION_KEYS.some((known) => known === key);
const isSpecialKey = (key: string): key is keyof Menu['keys'] => key === '0' || key === '*' || key === '#';
