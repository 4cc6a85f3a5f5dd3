import type { Place } from './place.ts';

const MARGIN = 8;
const BELOW = 18;

/** What is shown beside an icon: its tooltip, or the one sentence that says why there is no call, with a button that mends it. */
export interface Callout {
  readonly tip: HTMLElement;
  readonly problem: HTMLElement;
  showTip(text: string): void;
  hideTip(): void;
  /** `fix`: words of the mending button, if there is one. */
  showProblem(sentence: string, fix: string | undefined, close: string): void;
  hideProblem(): void;
  /** Puts whichever is shown under (or over) its icon; `origin` is where the layer's 0,0 is in the viewport. */
  put(which: HTMLElement, place: Place, origin: { x: number; y: number }, dark: boolean): void;
}

export function createCallout(): Callout {
  const tip = document.createElement('div');
  tip.id = 'tip';
  tip.className = 'tip';
  tip.setAttribute('role', 'tooltip');
  tip.hidden = true;
  const problem = document.createElement('div');
  problem.className = 'problem';
  problem.setAttribute('role', 'alert');
  problem.hidden = true;

  return {
    tip,
    problem,
    showTip(text) {
      if (tip.textContent !== text) tip.textContent = text;
      tip.hidden = false;
    },
    hideTip() {
      tip.hidden = true;
    },
    showProblem(sentence, fix, close) {
      const words = document.createElement('p');
      words.textContent = sentence;
      problem.replaceChildren(words, ...(fix ? [button('fix', fix)] : []), button('close', '×', close));
      problem.hidden = false;
    },
    hideProblem() {
      problem.hidden = true;
      problem.replaceChildren();
    },
    put(which, place, origin, dark) {
      which.classList.toggle('dark', dark);
      const { width, height } = which.getBoundingClientRect();
      const left = Math.max(MARGIN, Math.min(place.left, innerWidth - width - MARGIN));
      const below = place.y + BELOW;
      const fits = below + height + MARGIN <= innerHeight;
      const top = fits ? below : place.y - BELOW - height;
      which.classList.toggle('above', !fits);
      which.style.transform = `translate(${Math.round(left - origin.x)}px,${Math.round(top - origin.y)}px)`;
    },
  };
}

function button(action: 'fix' | 'close', text: string, name?: string): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = action;
  made.textContent = text;
  if (name) made.setAttribute('aria-label', name);
  return made;
}
