import type { Context } from './contract.ts';

/** What is known of a message's sender: Chrome fills it in, a page can't forge it. */
export interface Sender {
  id?: string | undefined;
  url?: string | undefined;
  origin?: string | undefined;
  tabId?: number | undefined;
}

/**
 * Which context a message came from; undefined: from none of ours. A content script speaks for the page it runs in, whatever it
 * says of itself, and only on the CRM's pages.
 */
export function contextOf(
  sender: Sender,
  own: { id: string; origin: string; isCrmPage: (url: string) => boolean },
): Context | undefined {
  if (sender.id !== own.id || sender.url === undefined) return undefined;
  if (!sender.url.startsWith(`${own.origin}/`)) {
    return sender.tabId !== undefined && own.isCrmPage(sender.url) ? 'page' : undefined;
  }
  const path = new URL(sender.url).pathname;
  switch (path) {
    case '/offscreen.html':
      return 'softphone';
    case '/popup.html':
      return 'popup';
    case '/options.html':
    case '/onboarding.html':
    case '/join.html':
      return 'options';
    case '/background.js':
      return 'background';
    default:
      return undefined;
  }
}
