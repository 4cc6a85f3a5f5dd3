import { createCallout } from './callout.ts';
import { createClickGuard } from './click-guard.ts';
import { createFrames } from './frames.ts';
import { createIconHost } from './icon-host.ts';
import type { IconWords } from './icon-words.ts';
import { type Look, measure } from './measure.ts';
import { createNumberBook, type NumberBook, type PageNumber } from './number-book.ts';
import type { PageChange } from './page-texts.ts';
import { createIcon, drawIcon, type IconState, nameOf, tipOf } from './phone-icon.ts';

export interface IconLayerOptions {
  words: () => IconWords;
  language: () => 'en' | 'es';
  now: () => Date;
  /** False: this number stays without an icon (it is masked now). */
  isOffered(number: PageNumber): boolean;
  stateOf(number: PageNumber): IconState;
  /** A person has clicked the icon of this number. */
  onClick(number: PageNumber): void;
  /** A person wants the problem shown beside an icon mended. */
  onFix(): void;
}

export interface IconLayer extends Pick<NumberBook, 'write' | 'all'> {
  /** Ours in the page. */
  readonly host: HTMLElement;
  /** Something in the page changed. */
  changed(change: PageChange): void;
  /** States have changed: draw again. */
  redraw(): void;
  /** One sentence beside the icon of a number; `fix`: words of the button that mends it. */
  showProblem(number: PageNumber, sentence: string, fix: string | undefined): void;
}

/** Phone icons over the page, each beside its number: they follow it, and go where it goes. The page's own nodes are only read. */
export function createIconLayer(options: IconLayerOptions, signal: AbortSignal): IconLayer {
  const buttons = new Map<PageNumber, HTMLButtonElement>();
  const numbers = new WeakMap<Element, PageNumber>();
  const callout = createCallout();
  const { host, root, layer, attach } = createIconHost(onEvent, signal);
  layer.append(callout.tip, callout.problem);
  const guard = createClickGuard(host, root, signal);
  const frames = createFrames(() => book.near.size > 0 || buttons.size > 0, placeAll, signal);
  const book = createNumberBook({ cameNear: frames.changed, wentFar: removeButton, gone: removeButton }, signal);
  let pointed: PageNumber | undefined;
  let troubled: PageNumber | undefined;

  function placeAll(look: Look): void {
    // Our own icons must not be what is hit where they stand. All reading comes first, then all writing.
    layer.classList.add('measuring');
    const shown: PageNumber[] = [];
    for (const number of book.near) {
      number.place = measure(number, look, options.isOffered);
      if (number.place && isRepeated(number, shown)) number.place = undefined;
      if (number.place) shown.push(number);
    }
    if (book.near.size > 0 && !attach(new Set(shown.flatMap(({ measured }) => measured?.around.top ?? [])))) return;
    const origin = host.getBoundingClientRect();
    for (const number of book.near) put(number, origin);
    layer.classList.remove('measuring');
    if (pointed?.place) callout.put(callout.tip, pointed.place, origin, isDark(pointed));
    if (troubled?.place) callout.put(callout.problem, troubled.place, origin, isDark(troubled));
  }

  function put(number: PageNumber, origin: DOMRect): void {
    const { place } = number;
    if (!place) {
      const button = buttons.get(number);
      if (button) button.hidden = true;
      if (pointed === number) point(undefined);
      return;
    }
    const button = buttons.get(number) ?? addButton(number);
    button.classList.toggle('tight', place.tight);
    button.classList.toggle('dark', isDark(number));
    // Half pixels: what a doubled screen can draw sharply.
    const half = (length: number) => Math.round(length * 2) / 2;
    const transform = `translate(${half(place.x - 12 - origin.x)}px,${half(place.y - 12 - origin.y)}px)`;
    if (button.style.transform !== transform) button.style.transform = transform;
    button.hidden = false;
  }

  function addButton(number: PageNumber): HTMLButtonElement {
    const button = createIcon();
    buttons.set(number, button);
    numbers.set(button, number);
    draw(number, button);
    for (const type of ['pointerenter', 'focus']) button.addEventListener(type, () => point(number), { signal });
    for (const type of ['pointerleave', 'blur'])
      button.addEventListener(type, () => pointed === number && point(undefined), { signal });
    layer.insertBefore(button, buttonBehind(number));
    return button;
  }

  /** Tab goes through the icons in the order of their numbers. */
  function buttonBehind(number: PageNumber): Element {
    for (const button of layer.children) {
      const other = numbers.get(button);
      if (!other) continue;
      const order = number.text.compareDocumentPosition(other.text);
      if (order & Node.DOCUMENT_POSITION_FOLLOWING || (order === 0 && other.start > number.start)) return button;
    }
    return callout.tip;
  }

  function removeButton(number: PageNumber): void {
    number.place = undefined;
    buttons.get(number)?.remove();
    buttons.delete(number);
    if (pointed === number) point(undefined);
    if (troubled === number) closeProblem();
  }

  function draw(number: PageNumber, button: HTMLButtonElement): void {
    const { state } = options.stateOf(number);
    drawIcon(button, state, nameOf(number.e164, state, options.words()), options.words());
    if (pointed === number) point(number);
  }

  function point(number: PageNumber | undefined): void {
    pointed = number;
    const button = number && buttons.get(number);
    if (!number || !button || troubled === number) {
      callout.hideTip();
      return;
    }
    guard.watch(button);
    callout.showTip(tipOf(number, options.stateOf(number), options.words(), options.language(), options.now()));
    frames.moved();
  }

  function onEvent(event: Event): void {
    if (event instanceof KeyboardEvent && event.type === 'keydown' && event.key === 'Escape') {
      closeProblem();
      callout.hideTip();
    }
    // A key that is held is one press: what it said next would hang up.
    if (event instanceof KeyboardEvent && event.repeat && event.key === 'Enter') event.preventDefault();
    const button = event.type === 'click' ? guard.clicked(event) : undefined;
    if (button) void press(button);
  }

  async function press(button: HTMLButtonElement): Promise<void> {
    if (!(await guard.wasSeen(button))) return;
    const number = numbers.get(button);
    closeProblem();
    if (number) options.onClick(number);
    else if (button.className === 'fix') options.onFix();
  }

  function closeProblem(): void {
    troubled = undefined;
    callout.hideProblem();
  }

  return {
    host,
    write: book.write,
    all: book.all,
    changed({ removed, edited, restyled }) {
      if (removed) book.dropGone();
      for (const number of book.near) if (touches(edited, number.element)) number.measured = undefined;
      // A new look can change anything below; new children only what stands beside them (the rest just moves).
      if (restyled.size > 0) frames.changed();
      else frames.stirred();
    },
    redraw() {
      for (const [number, button] of buttons) draw(number, button);
    },
    showProblem(number, sentence, fix) {
      if (!buttons.has(number)) return;
      troubled = number;
      callout.hideTip();
      callout.showProblem(sentence, fix, options.words().close);
      frames.moved();
    },
  };
}

/** How far up a change is still right beside a number: in its cell, or in its row. */
const BESIDE_LEVELS = 1;

function touches(changed: ReadonlySet<Node>, element: Element): boolean {
  let above: Element | null = element;
  for (let level = 0; above && level <= BESIDE_LEVELS; level++) {
    if (changed.has(above)) return true;
    above = above.parentElement;
  }
  for (const node of changed) if (element.contains(node)) return true;
  return false;
}

const isDark = (number: PageNumber): boolean => number.measured?.dark ?? false;

/** The same number twice on one spot (a value and its copy for screen readers) needs one icon. */
function isRepeated({ e164, place }: PageNumber, shown: readonly PageNumber[]): boolean {
  return shown.some(
    (other) =>
      other.e164 === e164 && other.place && place && Math.hypot(other.place.x - place.x, other.place.y - place.y) < 12,
  );
}
