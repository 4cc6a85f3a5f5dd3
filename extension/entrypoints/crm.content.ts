import { defineContentScript } from 'wxt/utils/define-content-script';
import { CRM_PAGES } from '#extension/manifest.ts';
import { crmPageFor } from '#extension/page/crm-page.ts';
import { startPage } from '#extension/page/start-page.ts';
import { connectWire } from '#extension/wire/connect-wire.ts';
import { systemClock } from '#shared/time.ts';

/** Runs in every frame of the CRM, before the page's own scripts, so that these hear nothing of our clicks. */
export default defineContentScript({
  matches: CRM_PAGES,
  runAt: 'document_start',
  allFrames: true,
  matchOriginAsFallback: true,
  main(context) {
    const crm = crmPageFor(new URL(location.href));
    if (crm) void startPage({ wire: connectWire('page'), crm, clock: systemClock, signal: context.signal });
  },
});
