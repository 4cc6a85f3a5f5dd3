import type { Context } from './command.ts';

/** What is known of a message's sender: Chrome fills it in, a page can't forge it. */
export interface Sender {
  id?: string | undefined;
  url?: string | undefined;
  origin?: string | undefined;
  tabId?: number | undefined;
}

/**
 * Which context a message came from; undefined: from none of ours. A content script speaks for the page it runs in, whatever it
 * says of itself, and only on the CRM's pages. `join.html` is none: any web page may frame it, and it asks nothing.
 */
export function contextOf(
  sender: Sender,
  own: { id: string; origin: string; isCrmPage: (url: string) => boolean },
): Context | undefined {
  if (sender.id !== own.id || sender.url === undefined) return undefined;
  if (!sender.url.startsWith(`${own.origin}/`)) {
    return sender.tabId !== undefined && own.isCrmPage(pageOf(sender)) ? 'page' : undefined;
  }
  switch (new URL(sender.url).pathname) {
    case '/offscreen.html':
      return 'softphone';
    case '/popup.html':
    case '/sidepanel.html': // the same view
      return 'popup';
    case '/options.html':
      return 'options';
    case '/background.js':
      return 'background';
    default:
      return undefined;
  }
}

/** A frame without an address of its own (`about:blank`) counts for the page that made it, whose origin Chrome tells. */
function pageOf({ url = '', origin = '' }: Sender): string {
  return /^(about|blob):/.test(url) ? `${origin}/` : url;
}
