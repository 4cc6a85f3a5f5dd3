import type { Page } from 'puppeteer-core';

/** The sounds of its own that the softphone's document plays now, by their files' names, each with its volume: what rings, and what beeps. */
export async function playedInSoftphone(offscreen: Page): Promise<Record<string, number>> {
  const prototype = await offscreen.evaluateHandle(() => HTMLAudioElement.prototype);
  const players = await offscreen.queryObjects(prototype);
  try {
    const playing = await players.evaluate((all: HTMLAudioElement[]) =>
      all.filter(({ paused, src }) => !paused && src.endsWith('.wav')).map(({ src, volume }) => ({ src, volume })),
    );
    return Object.fromEntries(playing.map(({ src, volume }) => [/([^/]+)\.wav$/.exec(src)?.[1] ?? src, volume]));
  } finally {
    await Promise.all([prototype.dispose(), players.dispose()]);
  }
}
