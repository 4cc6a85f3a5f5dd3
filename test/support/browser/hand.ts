import type { ElementHandle } from 'puppeteer-core';

/** One way of getting at the things of a page: the mouse, or the keyboard. */
export interface Hand {
  press(thing: ElementHandle<Element>): Promise<void>;
  /** Into a field, with all of its text selected. */
  enter(field: ElementHandle<Element>): Promise<void>;
  /** To a list of choices; `steps` down (or, negative, up) stands the one that is wanted. */
  pick(list: ElementHandle<Element>, steps: number): Promise<void>;
}
