import type { Page } from 'puppeteer-core';
import { eventually } from '#test/support/eventually.ts';
import type { Hand, Look } from './hand.ts';

/** Someone with a mouse: she clicks what she sees, where she sees it. */
export function mouseOn(page: Page): Hand {
  const click = async (look: Look, count = 1) => {
    const { x, y } = await eventually('it can be seen and clicked', async () => (await look()).evaluate(seenAt));
    await page.mouse.click(x, y, { count });
  };
  return {
    press: (look) => click(look),
    enter: (look) => click(look, 3),
    async pick(look, steps) {
      await click(look);
      // The open list is a window of the browser's own, where the debugger's mouse does not reach: in it one goes by arrow keys.
      for (let step = 0; step < Math.abs(steps); step++) await page.keyboard.press(steps > 0 ? 'ArrowDown' : 'ArrowUp');
      await page.keyboard.press('Enter');
    },
  };
}

/** Runs in the page: scrolls to a thing, and answers where it, or its label, is seen; null while something covers it. */
function seenAt(thing: Element): { x: number; y: number } | null {
  const field = thing instanceof HTMLInputElement ? thing : null;
  // Boxes of our own look are drawn by their label; the browser's own is there for the keyboard.
  const shown = field !== null && field.getBoundingClientRect().width < 4 ? field.labels?.[0] : thing;
  if (shown === undefined) return null;
  shown.scrollIntoView({ block: 'center', behavior: 'instant' });
  const { left, top, width, height } = shown.getBoundingClientRect();
  const at = { x: left + width / 2, y: top + height / 2 };
  const onTop = document.elementFromPoint(at.x, at.y);
  return onTop !== null && shown.contains(onTop) ? at : null;
}
