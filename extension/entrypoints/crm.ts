import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { crmPageFor } from '#extension/page/crm-pages.ts';
import { startPage } from '#extension/page/start-page.ts';
import { connectQuietWire } from '#extension/wire/page-wire.ts';

/**
 * The content script: `wxt.config.ts` names it for every frame of the CRM, before the page's own scripts, so that these hear nothing of
 * our clicks. Not by WXT's `defineContentScript`, which adds 0.7 KB gzip to every page, announces itself to the page by a message, and
 * ends at an event that any page can send.
 */
export default defineUnlistedScript(() => {
  // A frame without an address of its own belongs to the page that made it.
  const crm = crmPageFor(new URL(origin === 'null' ? location.href : origin));
  // Lives as long as its page.
  const { signal } = new AbortController();
  const clock = { now: () => new Date() };
  if (crm) void startPage({ wire: connectQuietWire(), crm, clock, signal });
});
