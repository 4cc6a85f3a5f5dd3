import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { mountCard } from '#extension/page/card/mount-card.tsx';
import { connectPageWire } from '#extension/wire/page-wire.ts';
import { systemClock } from '#shared/time.ts';

/** How soon a card whose extension was updated or removed goes away, ms: nothing tells a page of that. */
const ORPHAN_CHECK_MS = 5_000;

/** Set in our own world of the page, which the page can't see. */
declare global {
  var sidetoneCard: boolean | undefined;
}

/** Injected into a tab at its first call. The background may inject it again; once is enough. */
export default defineUnlistedScript(async () => {
  if (globalThis.sidetoneCard) return;
  globalThis.sidetoneCard = true;
  const wire = connectPageWire();
  const hello = await wire.ask('page.hello', {});
  if (!hello.ok) {
    globalThis.sidetoneCard = false;
    return;
  }
  const ending = new AbortController();
  const check = setInterval(() => {
    if (chrome.runtime?.id) return;
    clearInterval(check);
    ending.abort();
  }, ORPHAN_CHECK_MS);
  mountCard({ wire, clock: systemClock, hello: hello.value, signal: ending.signal });
});
