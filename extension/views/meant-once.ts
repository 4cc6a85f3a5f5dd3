/** What a press begins on: a double click, or a key that is held down, means no other control than this. */
const CONTROLS = 'button, a[href], input, select, textarea, summary, label';

/**
 * Keeps a second click, or a key that repeats itself, from what has come up below it meanwhile: where Answer stood there is Hang up a
 * moment later, where Hang up stood there is Save, and the next call's Hang up.
 */
export function keepMeantOnce(root: EventTarget, signal: AbortSignal): void {
  let first: Element | null = null;
  const stop = (event: Event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const onClick = (event: Event) => {
    // Without a count: pressed by a key.
    if (!(event instanceof MouseEvent) || event.detail === 0) return;
    const control = controlAt(event);
    if (event.detail > 1 && control !== first) stop(event);
    else first = control;
  };
  let held: Element | null = null;
  const onKeyDown = (event: Event) => {
    if (!(event instanceof KeyboardEvent) || (event.key !== 'Enter' && event.key !== ' ')) return;
    const control = controlAt(event);
    if (event.repeat && control !== held) stop(event);
    else held = control;
  };
  root.addEventListener('click', onClick, { capture: true, signal });
  root.addEventListener('keydown', onKeyDown, { capture: true, signal });
}

/** A label stands for its field. */
function controlAt(event: Event): Element | null {
  const [target] = event.composedPath();
  const control = target instanceof Element ? target.closest(CONTROLS) : null;
  return control instanceof HTMLLabelElement ? control.control : control;
}
