import type { ToSoftphone } from '#extension/wire/internal.ts';

// Only Chrome has offscreen documents: the polyfill knows nothing of them.

let making: Promise<void> | undefined;

/** Makes the one permanent offscreen document unless it is there: only one may exist, and the worker forgets that it made one. */
export function ensureOffscreen(): Promise<void> {
  making ??= makeIfMissing().finally(() => {
    making = undefined;
  });
  return making;
}

async function makeIfMissing(): Promise<void> {
  if (await isThere()) return;
  try {
    await chrome.offscreen.createDocument({
      url: 'offscreen.html',
      // AUDIO_PLAYBACK alone is closed after 30 s of silence (measured in Chromium 156); these three together stay.
      reasons: ['USER_MEDIA', 'AUDIO_PLAYBACK', 'WEB_RTC'],
      justification: 'The softphone: microphone, the call’s sound and the ring tone, while pages come and go.',
    });
  } catch (error) {
    // The worker before this one died while it was making it.
    if (!(await isThere())) throw error;
  }
}

async function isThere(): Promise<boolean> {
  return (await chrome.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] })).length > 0;
}

/** What the worker before this one died over, the softphone tells again. */
export async function askForReport(): Promise<void> {
  const report: ToSoftphone = { kind: 'report' };
  // Nobody listens: there is no softphone, or it has just begun to load, and publishes by itself.
  await chrome.runtime.sendMessage(report).catch(() => undefined);
}

/** A document that an earlier worker began to load listens as soon as its script runs. */
const LOADING_TRIES = 10;
const LOADING_PAUSE_MS = 100;

/** Asks the softphone, made first where it is missing. Rejects when nobody listens there. */
export async function toSoftphone(message: ToSoftphone): Promise<unknown> {
  await ensureOffscreen();
  for (let tries = 1; ; tries++) {
    try {
      return await chrome.runtime.sendMessage(message);
    } catch (error) {
      // Any other failure may mean that it was heard: a command must not be carried out twice.
      const unheard = error instanceof Error && error.message.includes('Receiving end does not exist');
      if (!unheard || tries === LOADING_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, LOADING_PAUSE_MS));
    }
  }
}
