import type { ToSoftphone } from '#extension/wire/internal.ts';

let making: Promise<void> | undefined;

/** Makes the one permanent offscreen document unless it is there: only one may exist, and the worker forgets that it made one. */
export async function ensureOffscreen(): Promise<void> {
  const there = await chrome.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] });
  if (there.length > 0) return;
  making ??= chrome.offscreen
    .createDocument({
      url: 'offscreen.html',
      // AUDIO_PLAYBACK alone is closed after 30 s of silence (measured in Chromium 156); these three together stay.
      reasons: ['USER_MEDIA', 'AUDIO_PLAYBACK', 'WEB_RTC'],
      justification: 'The softphone: microphone, the call’s sound and the ring tone, while pages come and go.',
    })
    .finally(() => {
      making = undefined;
    });
  await making;
}

export async function toSoftphone(message: ToSoftphone): Promise<unknown> {
  await ensureOffscreen();
  return chrome.runtime.sendMessage(message);
}
