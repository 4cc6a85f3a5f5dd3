import { modalOnTop } from '#extension/page/place.ts';
import { createStand } from '#extension/page/stand-in-page.ts';
import type { Settings } from '#extension/wire/settings.ts';

const HOST_STYLE =
  'all:initial!important;position:fixed!important;left:0!important;top:0!important;width:0!important;height:0!important;z-index:2147483647!important;display:block!important;opacity:1!important;visibility:visible!important;transform:none!important;';
/** Looking again whether a dialog has opened or closed, for no event tells of all of them, ms. */
const LOOK_AGAIN_MS = 250;

/** Listeners of the page, up the tree, have no business with what is pressed in the card. */
const KEPT_FROM_PAGE = [
  'pointerdown',
  'pointerup',
  'mousedown',
  'mouseup',
  'click',
  'dblclick',
  'contextmenu',
  'keydown',
  'keypress',
  'keyup',
  'wheel',
  'touchstart',
  'touchend',
  'focusin',
  'focusout',
];

export interface CardHost {
  root: HTMLElement;
  theme(theme: Settings['theme']): void;
}

/** The card's own element in the page, with a closed shadow root. Events that a page makes up are not heard in it. */
export function createCardHost(styles: readonly string[], signal: AbortSignal): CardHost {
  const host = document.createElement('sidetone-card');
  host.style.cssText = HOST_STYLE;
  const shadow = host.attachShadow({ mode: 'closed' });
  shadow.adoptedStyleSheets = styles.map((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    return sheet;
  });
  const root = document.createElement('div');
  root.className = 'card-root';
  shadow.append(root);
  for (const type of KEPT_FROM_PAGE) {
    shadow.addEventListener(type, (event) => !event.isTrusted && event.stopImmediatePropagation(), {
      capture: true,
      signal,
    });
    shadow.addEventListener(type, (event) => event.stopPropagation(), { signal });
  }

  const stand = createStand(host);
  const attach = () => stand(modalOnTop());
  const guard = new MutationObserver(attach);
  guard.observe(document.documentElement, { childList: true });
  const beat = setInterval(attach, LOOK_AGAIN_MS);
  attach();
  signal.addEventListener(
    'abort',
    () => {
      guard.disconnect();
      clearInterval(beat);
      host.remove();
    },
    { once: true },
  );
  return {
    root,
    theme(theme) {
      // Not on the host, which the page can read and change.
      root.toggleAttribute('data-theme', theme !== 'auto');
      if (theme !== 'auto') root.dataset.theme = theme;
    },
  };
}
