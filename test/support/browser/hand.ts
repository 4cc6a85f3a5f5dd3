import type { ElementHandle } from 'puppeteer-core';

export type Thing = ElementHandle<Element>;
/** Finds a thing in the page as it is now: what a view draws anew is another element. */
export type Look = () => Promise<Thing>;

/** One way of getting at the things of a page: the mouse, or the keyboard. Each answers what it got at. */
export interface Hand {
  press(look: Look): Promise<unknown>;
  /** Into a field, with all of its text selected. */
  enter(look: Look): Promise<unknown>;
  /** To a list of choices; `steps` down (or, negative, up) stands the one that is wanted. */
  pick(look: Look, steps: number): Promise<unknown>;
}
