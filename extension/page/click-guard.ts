import { elementAt } from './place.ts';

/**
 * Tells a person's click from a page's. A page can send events, put things over our button or make it invisible and lure a click there;
 * none of that may place a call.
 */
export interface ClickGuard {
  /** Begins to watch whether the browser really draws this button: its answer takes 100 ms, so at the first hover or focus. */
  watch(button: HTMLElement): void;
  /** The button that a person has clicked: a real click, on what lies topmost there; undefined otherwise. */
  clicked(event: Event): HTMLButtonElement | undefined;
  /** Whether she could see it. A "no" may be old (a tab just back, a page in motion), so it is asked again before it counts. */
  wasSeen(button: HTMLElement): Promise<boolean>;
}

/** The browser's own check that a thing is drawn and not covered (IntersectionObserver v2); not in every browser's types yet. */
interface VisibilityEntry extends IntersectionObserverEntry {
  readonly isVisible?: boolean;
}

const LEAST_OPACITY = 0.5;
/** Each takes the browser 100 ms: a person who has clicked does not notice them. */
const MOST_LOOKS = 3;

export function createClickGuard(host: HTMLElement, root: ShadowRoot, signal: AbortSignal): ClickGuard {
  const drawn = new WeakMap<Element, boolean>();
  const options = { trackVisibility: true, delay: 100, threshold: 0.9 };
  const observer = new IntersectionObserver((entries: VisibilityEntry[]) => {
    for (const entry of entries) if (entry.isVisible !== undefined) drawn.set(entry.target, entry.isVisible);
  }, options);
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  let watched: HTMLElement | undefined;

  function watch(button: HTMLElement): void {
    if (watched) {
      observer.unobserve(watched);
      drawn.delete(watched);
    }
    watched = button;
    observer.observe(button);
  }

  // A tab that goes behind another one draws nothing, and its return is not told: looked at anew, as if just hovered.
  const shown = () => {
    if (!document.hidden && watched) watch(watched);
  };
  document.addEventListener('visibilitychange', shown, { signal });

  return {
    watch(button) {
      if (watched !== button) watch(button);
    },
    clicked(event) {
      if (!event.isTrusted || !(event instanceof MouseEvent) || event.detail > 1) return undefined;
      // A keyboard's click has no place: the button that has the focus is meant, and its own middle is looked at.
      const byKey = event.detail === 0;
      const target = byKey ? root.activeElement : root.elementFromPoint(event.clientX, event.clientY);
      const button = target?.closest('button');
      if (!button) return undefined;
      const box = button.getBoundingClientRect();
      const [x, y] = byKey ? [box.x + box.width / 2, box.y + box.height / 2] : [event.clientX, event.clientY];
      if (elementAt(x, y) !== host) return undefined;
      return isFaint(host) ? undefined : button;
    },
    async wasSeen(button) {
      for (let looks = 0; drawn.get(button) === false; looks++) {
        if (looks === MOST_LOOKS || signal.aborted) return false;
        const seen = await lookOnce(button, options);
        if (seen !== undefined) drawn.set(button, seen);
      }
      return true;
    },
  };
}

/** One fresh answer of the browser; undefined where it does not know of visibility. */
function lookOnce(button: HTMLElement, options: IntersectionObserverInit): Promise<boolean | undefined> {
  return new Promise((resolve) => {
    const observer = new IntersectionObserver(([entry]: VisibilityEntry[]) => {
      observer.disconnect();
      resolve(button.isConnected ? entry?.isVisible : false);
    }, options);
    observer.observe(button);
  });
}

function isFaint(host: HTMLElement): boolean {
  for (const element of [host, document.documentElement]) {
    const { opacity, visibility, filter } = getComputedStyle(element);
    if (Number(opacity) < LEAST_OPACITY || visibility !== 'visible' || /opacity/.test(filter)) return true;
  }
  return false;
}
