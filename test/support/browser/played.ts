import type { Page } from 'puppeteer-core';
import { eventually } from '#test/support/eventually.ts';

/** Waits until the page has played some of a sound, and answers where the newest comes from. The page's own players are found through the debugger. */
export async function playedInPage(page: Page): Promise<string> {
  const prototype = await page.evaluateHandle(() => HTMLAudioElement.prototype);
  return eventually('a sound is played in the page', async () => {
    const players = await page.queryObjects(prototype);
    const played = await players.evaluate((all: HTMLAudioElement[]) =>
      all.map(({ currentSrc, currentTime, error }) => ({ currentSrc, currentTime, error: error?.message })),
    );
    const newest = played.at(-1);
    if (newest?.error !== undefined) throw new Error(newest.error);
    return newest !== undefined && newest.currentTime > 0 && newest.currentSrc;
  });
}
