import { HOST_STYLE, ICON_STYLE } from './icon-style.ts';
import { createStand, MOST_REPAIRS } from './stand-in-page.ts';

const KEPT_FROM_PAGE = [
  'pointerdown',
  'pointerup',
  'mousedown',
  'mouseup',
  'click',
  'dblclick',
  'auxclick',
  'contextmenu',
  'touchstart',
  'touchend',
  'keydown',
  'keypress',
  'keyup',
] as const;

export interface IconHost {
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  /** What icons and callouts are put into. */
  readonly layer: HTMLElement;
  /**
   * Puts the host into the page, or back to where it belongs: into the last opened of what is drawn above the page (`tops`), for outside
   * of a modal dialog nothing can be clicked. False when the page has thrown it out too often.
   */
  attach(tops: ReadonlySet<Element>): boolean;
}

/**
 * One element of ours at the end of the document or of a dialog, with a closed shadow root. Events on it are heard in the window's capture phase,
 * before any listener of the page, and go no further.
 */
export function createIconHost(onEvent: (event: Event) => void, signal: AbortSignal): IconHost {
  const host = document.createElement('sidetone-icons');
  host.style.cssText = HOST_STYLE;
  const root = host.attachShadow({ mode: 'closed' });
  const style = new CSSStyleSheet();
  style.replaceSync(ICON_STYLE);
  root.adoptedStyleSheets = [style];
  const layer = document.createElement('div');
  layer.id = 'layer';
  root.append(layer);

  const hear = (event: Event) => {
    if (!event.composedPath().includes(host)) return;
    event.stopImmediatePropagation();
    onEvent(event);
  };
  for (const type of KEPT_FROM_PAGE) window.addEventListener(type, hear, { capture: true, signal });

  let repairs = 0;
  const stand = createStand(host);
  const opened = new Set<Element>();
  const guard = new MutationObserver(() => {
    if (host.style.cssText !== wanted && ++repairs <= MOST_REPAIRS) host.style.cssText = HOST_STYLE;
  });
  const wanted = host.style.cssText;
  guard.observe(host, { attributes: true });
  signal.addEventListener(
    'abort',
    () => {
      guard.disconnect();
      host.remove();
    },
    { once: true },
  );

  return {
    host,
    root,
    layer,
    attach(tops) {
      for (const top of opened) if (!tops.has(top)) opened.delete(top);
      for (const top of tops) opened.add(top);
      return stand([...opened].at(-1));
    },
  };
}
