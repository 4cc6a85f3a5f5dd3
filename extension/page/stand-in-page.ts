/** The page may take our host away, move it or restyle it; we put it back, but don't wrestle with a page that means it. */
export const MOST_REPAIRS = 50;

/**
 * Puts a host of ours at the end of the document, or into what is drawn above the page (`top`: outside of a modal dialog nothing can be
 * clicked). Answers false when the page has thrown it out too often.
 */
export function createStand(host: HTMLElement): (top: Element | undefined) => boolean {
  let repairs = 0;
  let home: Node | null = null;
  return (top) => {
    const to = top?.shadowRoot ?? top ?? document.documentElement;
    if (host.parentNode === to) return true;
    if (host.parentNode !== home && ++repairs > MOST_REPAIRS) return false;
    home = to;
    to.append(host);
    if (top) {
      host.popover = 'manual';
      host.showPopover();
    }
    return true;
  };
}
