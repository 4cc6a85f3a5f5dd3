import type { Settings } from '#extension/wire/settings.ts';

export type SoundDevice = 'microphone' | 'speaker' | 'ringer';

/** Which of the devices that she chose is not plugged in, the one that matters most first; null: all are. */
export function missingSound(settings: Settings, isPlugged: (id: string) => boolean): SoundDevice | null {
  const { microphoneId, speakerId, ringerId } = settings;
  const chosen = { microphone: microphoneId, speaker: speakerId, ringer: ringerId };
  return (['microphone', 'speaker', 'ringer'] as const).find((one) => !isPlugged(chosen[one])) ?? null;
}
