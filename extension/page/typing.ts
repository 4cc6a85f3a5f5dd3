/** Without a key for this long, whoever typed has stopped, ms. */
const PAUSE_MS = 5_000;

/** Whoever types on and on is told of again this often, ms: a page that vanished in mid-word is soon forgotten. */
const REPEAT_MS = 20_000;

/** Tells whether someone types in this frame: at each change and every 20 s; `false` after a pause or when the field is left. */
export function watchTyping(tell: (typing: boolean) => void, signal: AbortSignal): void {
  let typing = false;
  let toldAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function set(now: boolean): void {
    clearTimeout(timer);
    if (now) timer = setTimeout(() => set(false), PAUSE_MS);
    if (now === typing && !(now && performance.now() - toldAt > REPEAT_MS)) return;
    typing = now;
    toldAt = performance.now();
    tell(now);
  }

  const onKey = (event: KeyboardEvent) => {
    if (event.isTrusted && isField(event.composedPath()[0])) set(true);
  };
  window.addEventListener('keydown', onKey, { capture: true, passive: true, signal });
  window.addEventListener('focusout', () => set(false), { capture: true, passive: true, signal });
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
}

function isField(target: EventTarget | undefined): boolean {
  if (target instanceof HTMLInputElement)
    return !/^(?:button|checkbox|radio|range|submit|reset|image|file|color)$/.test(target.type);
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLElement && target.isContentEditable);
}
