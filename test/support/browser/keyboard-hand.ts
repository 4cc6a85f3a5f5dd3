import type { ElementHandle, Page } from 'puppeteer-core';
import { eventually } from '#test/support/eventually.ts';
import type { Hand } from './hand.ts';

/** More keys than this to get from one thing to the next, and nobody would go that way. */
const MOST_KEYS = 45;

/** Someone without a mouse: Tab and Shift Tab to where she wants to be, arrows within a group, Space and Enter. */
export function keyboardOn(page: Page): Hand {
  const isThere = (thing: ElementHandle<Element>) => thing.evaluate((element) => element === document.activeElement);

  /** From where the focus is, by the keys that bring it there. */
  async function reach(thing: ElementHandle<Element>): Promise<void> {
    const group = await thing.evaluate(
      (element) => (element instanceof HTMLInputElement ? element.type : '') === 'radio',
    );
    const way = group ? isInGroup : isFocused;
    let keys = 0;
    for (; !(await thing.evaluate(way)); keys++) {
      if (keys === MOST_KEYS) throw new Error(`not reached by ${keys} keys, the focus is on ${await focused(page)}`);
      await tab(page, await thing.evaluate(isBehindFocus));
    }
    for (; !(await isThere(thing)); keys++) {
      if (keys === MOST_KEYS) throw new Error(`not reached by ${keys} keys, the focus is on ${await focused(page)}`);
      await page.keyboard.press((await thing.evaluate(isBehindFocus)) ? 'ArrowUp' : 'ArrowDown');
    }
  }

  return {
    async press(thing) {
      const before = await thing.evaluate(isChosen);
      await reach(thing);
      // A radio button is chosen by the arrow that comes to it.
      if (before === null) return page.keyboard.press('Enter');
      if (before === (await thing.evaluate(isChosen))) await page.keyboard.press('Space');
      await eventually('it is chosen', async () => (await thing.evaluate(isChosen)) !== before);
    },
    async enter(field) {
      await reach(field);
      await page.keyboard.down('Control');
      await page.keyboard.press('a');
      await page.keyboard.up('Control');
    },
    async pick(list, steps) {
      await reach(list);
      for (let step = 0; step < Math.abs(steps); step++) await page.keyboard.press(steps > 0 ? 'ArrowDown' : 'ArrowUp');
    },
  };
}

async function tab(page: Page, back: boolean): Promise<void> {
  if (back) await page.keyboard.down('Shift');
  await page.keyboard.press('Tab');
  if (back) await page.keyboard.up('Shift');
}

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.outerHTML.slice(0, 120) ?? 'nothing');

// These run in the page.

const isFocused = (thing: Element): boolean => thing === document.activeElement;

const isInGroup = (thing: Element): boolean => {
  const focus = document.activeElement;
  return thing instanceof HTMLInputElement && focus instanceof HTMLInputElement && focus.name === thing.name;
};

/** Whether it stands before what has the focus: a person then goes back. */
const isBehindFocus = (thing: Element): boolean => {
  const focus = document.activeElement;
  if (focus === null || focus === document.body) return false;
  return (focus.compareDocumentPosition(thing) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
};

/** null: it is nothing that is chosen or not. */
const isChosen = (thing: Element): boolean | null =>
  thing instanceof HTMLInputElement && (thing.type === 'radio' || thing.type === 'checkbox') ? thing.checked : null;
