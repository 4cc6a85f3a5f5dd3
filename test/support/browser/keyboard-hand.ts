import type { Page } from 'puppeteer-core';
import { eventually } from '#test/support/eventually.ts';
import type { Hand, Look, Thing } from './hand.ts';

/** More keys than this to get from one thing to the next, and nobody would go that way. */
const MOST_KEYS = 45;

/** Someone without a mouse: Tab and Shift Tab to where she wants to be, arrows within a group, Space and Enter. */
export function keyboardOn(page: Page): Hand {
  /** From where the focus is, by the keys that bring it there. */
  async function reach(look: Look): Promise<Thing> {
    let thing = await look();
    for (let keys = 0; ; keys++) {
      if (!(await thing.evaluate((element) => element.isConnected))) thing = await look();
      const way = await thing.evaluate(wayFromFocus);
      if (way === 'there') return thing;
      if (keys === MOST_KEYS) throw new Error(`not reached by ${keys} keys, the focus is on ${await focused(page)}`);
      if (way === 'forth' || way === 'back') await tab(page, way === 'back');
      else await page.keyboard.press(way);
    }
  }

  return {
    async press(look) {
      const before = await (await look()).evaluate(isChosen);
      const thing = await reach(look);
      if (before === null) return page.keyboard.press('Enter');
      // A radio button is chosen by the arrow that comes to it.
      if (before === (await thing.evaluate(isChosen))) await page.keyboard.press('Space');
      await eventually('it is chosen', async () => (await thing.evaluate(isChosen)) !== before);
    },
    async enter(look) {
      await reach(look);
      await page.keyboard.down('Control');
      await page.keyboard.press('a');
      await page.keyboard.up('Control');
    },
    async pick(look, steps) {
      await reach(look);
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

/** Where a thing stands from what has the focus. Tab comes to one radio button of a group, and arrows go on from there. */
const wayFromFocus = (thing: Element): 'there' | 'forth' | 'back' | 'ArrowUp' | 'ArrowDown' => {
  const focus = document.activeElement;
  if (focus === thing) return 'there';
  if (focus === null || focus === document.body) return 'forth';
  const isBefore = (focus.compareDocumentPosition(thing) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
  const inGroup =
    thing instanceof HTMLInputElement &&
    thing.type === 'radio' &&
    focus instanceof HTMLInputElement &&
    focus.name === thing.name;
  if (inGroup) return isBefore ? 'ArrowUp' : 'ArrowDown';
  return isBefore ? 'back' : 'forth';
};

/** null: it is nothing that is chosen or not. */
const isChosen = (thing: Element): boolean | null =>
  thing instanceof HTMLInputElement && (thing.type === 'radio' || thing.type === 'checkbox') ? thing.checked : null;
