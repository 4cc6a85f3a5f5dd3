import type { Page } from 'puppeteer-core';
import { eventually } from '#test/support/eventually.ts';
import type { Thing } from './hand.ts';
import { keyboardOn } from './keyboard-hand.ts';
import { mouseOn } from './mouse-hand.ts';

export type Role = 'button' | 'link' | 'switch' | 'checkbox' | 'radio' | 'textbox' | 'combobox';
/** What one reads or hears of a thing: its whole accessible name, or a pattern of it. */
export type Name = string | RegExp;

/** Where one looks, when the same name stands in several places: a CSS selector of the part of the page. */
export interface Within {
  part?: string;
}

/** What a person does with a page, by the names that she reads there. */
export interface Hands {
  /** Presses a button, a link or a switch, ticks a box, chooses one of several. Default: a button. */
  press(name: Name, how?: Within & { role?: Role }): Promise<void>;
  /** Puts this text in place of what a field holds. */
  type(name: Name, text: string, where?: Within): Promise<void>;
  /** Chooses from a list by its words. */
  choose(name: Name, choice: Name, where?: Within): Promise<void>;
  /** Chooses a file of this computer with the button that asks for one. */
  upload(name: Name, file: string, where?: Within): Promise<void>;
}

export const HANDS = { mouse: mouseOn, keyboard: keyboardOn };

/** A person at this page who uses the mouse (and types), or the keyboard alone. */
export function handsAt(page: Page, kind: keyof typeof HANDS): Hands {
  const hand = HANDS[kind](page);
  return {
    async press(name, { role = 'button', part } = {}) {
      await hand.press(() => find(page, role, name, part));
    },
    async type(name, text, { part } = {}) {
      await hand.enter(() => find(page, 'textbox', name, part));
      await page.keyboard.press('Delete');
      await page.keyboard.type(text);
    },
    async choose(name, choice, { part } = {}) {
      const look = () => find(page, 'combobox', name, part);
      const choices = await (await look()).evaluate((element) => {
        if (!(element instanceof HTMLSelectElement)) throw new Error('this is no list of choices');
        const open = [...element.options].filter(({ disabled }) => !disabled);
        return { words: open.map(({ text }) => text), at: open.findIndex(({ selected }) => selected) };
      });
      const to = choices.words.findIndex((words) => matches(words, choice));
      if (to < 0) throw new Error(`${choice} is not among ${choices.words.join(', ')}`);
      await hand.pick(look, to - choices.at);
    },
    async upload(name, file, { part } = {}) {
      const look = () => find(page, 'button', name, part);
      const [chooser] = await Promise.all([page.waitForFileChooser(), hand.press(look)]);
      await chooser.accept([file]);
    },
  };
}

/** Waits until exactly one such thing is there and can be used. */
function find(page: Page, role: Role, name: Name, part?: string): Promise<Thing> {
  return eventually(`${role} “${name}”${part === undefined ? '' : ` in ${part}`}`, async () => {
    const place = part === undefined ? page : await page.$(part);
    if (place === null) throw new Error('its part of the page is not there');
    const named = typeof name === 'string' ? `[name="${name.replaceAll('"', '\\"')}"]` : '';
    const found: Thing[] = [];
    for (const one of await place.$$(`::-p-aria(${named}[role="${role}"])`)) {
      if (typeof name === 'string' || name.test(await nameOf(page, one))) found.push(one);
    }
    const [thing, ...more] = found;
    if (more.length > 0) throw new Error(`${found.length} of that name`);
    return thing !== undefined && !(await thing.evaluate((element) => element.matches(':disabled'))) && thing;
  });
}

const nameOf = async (page: Page, thing: Thing): Promise<string> =>
  (await page.accessibility.snapshot({ root: thing, interestingOnly: false }))?.name ?? '';

const matches = (text: string, wanted: Name): boolean =>
  typeof wanted === 'string' ? text === wanted : wanted.test(text);
