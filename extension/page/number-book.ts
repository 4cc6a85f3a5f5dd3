import type { Found } from './find-numbers.ts';
import { boxAround, type Edge, type Place, type Surroundings } from './place.ts';

/** Numbers followed at once; a page with more is a flood, and the rest of it goes without icons. */
const MOST_NUMBERS = 5_000;
/** Of those, how many have a button at the same time. */
const MOST_NEAR = 300;
/** How far outside the viewport (and of every scrolling container) a number gets its button. */
const NEAR = '200px';

/** A number at its place in the page. */
export interface PageNumber extends Found {
  readonly text: Text;
  /** Where the text stood when it was read. */
  readonly parent: ParentNode | null;
  /** The element in whose box it is drawn: what is drawn there decides over the icon. */
  readonly element: Element;
  /** The writing itself: when the text reads otherwise, it is no longer this number. */
  readonly writing: string;
  /** What was measured of its neighbourhood; kept while the layout stands. */
  measured?: { offered: boolean; around: Surroundings; room?: number | null; dark: boolean } | undefined;
  edge?: Edge | undefined;
  place?: Place | undefined;
}

export interface NumberBook {
  /** Those in the viewport or just outside. */
  readonly near: ReadonlySet<PageNumber>;
  /** Every number of the page. */
  all(): Iterable<PageNumber>;
  /** All numbers of a text: those it had before are replaced. */
  write(text: Text, numbers: readonly Found[]): void;
  /** Forgets the numbers whose text has left the page or moved within it. */
  dropGone(): void;
}

export interface BookListener {
  cameNear(): void;
  wentFar(number: PageNumber): void;
  gone(number: PageNumber): void;
}

/** Which numbers stand where, and which of them are near enough to be worth an icon. */
export function createNumberBook(listener: BookListener, signal: AbortSignal): NumberBook {
  const byText = new Map<Text, PageNumber[]>();
  const byElement = new Map<Element, { numbers: Set<PageNumber>; near: boolean }>();
  const near = new Set<PageNumber>();
  let count = 0;

  const sight = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const there = byElement.get(target);
        if (!there) continue;
        there.near = isIntersecting;
        for (const number of there.numbers) setNear(number, isIntersecting);
      }
      if (near.size > 0) listener.cameNear();
    },
    { rootMargin: NEAR },
  );
  signal.addEventListener('abort', () => sight.disconnect(), { once: true });

  function setNear(number: PageNumber, isNear: boolean): void {
    if (isNear && near.size < MOST_NEAR) near.add(number);
    else if (near.delete(number)) listener.wentFar(number);
  }

  function add(number: PageNumber): void {
    count++;
    const there = byElement.get(number.element);
    if (!there) {
      byElement.set(number.element, { numbers: new Set([number]), near: false });
      sight.observe(number.element);
      return;
    }
    there.numbers.add(number);
    setNear(number, there.near);
  }

  function drop(number: PageNumber): void {
    count--;
    near.delete(number);
    listener.gone(number);
    const there = byElement.get(number.element);
    there?.numbers.delete(number);
    if (there?.numbers.size !== 0) return;
    byElement.delete(number.element);
    sight.unobserve(number.element);
  }

  return {
    near,
    all: () => [...byText.values()].flat(),
    write(text, found) {
      const element = boxAround(text);
      const parent = text.parentNode;
      const numbers = found.flatMap((one): PageNumber | [] =>
        element ? { ...one, text, parent, element, writing: text.data.slice(one.start, one.end) } : [],
      );
      const before = byText.get(text) ?? [];
      if (before.length > 0 && isSame(before, numbers)) {
        // Their buttons stay, with the focus or the pointer that they may have.
        for (const number of before) number.measured = undefined;
        return listener.cameNear();
      }
      for (const number of before) drop(number);
      byText.delete(text);
      if (!element || numbers.length === 0 || count >= MOST_NUMBERS) return;
      byText.set(text, numbers);
      for (const number of numbers) add(number);
      if (byElement.get(element)?.near) listener.cameNear();
    },
    dropGone() {
      for (const [text, numbers] of byText) {
        if (text.isConnected && numbers[0]?.parent === text.parentNode) continue;
        byText.delete(text);
        for (const number of numbers) drop(number);
      }
    },
  };
}

const isSame = (some: readonly PageNumber[], others: readonly PageNumber[]): boolean =>
  some[0]?.element === others[0]?.element && String(some.map(keyOf)) === String(others.map(keyOf));

const keyOf = ({ start, writing, e164 }: PageNumber): string => `${start} ${writing} ${e164}`;
