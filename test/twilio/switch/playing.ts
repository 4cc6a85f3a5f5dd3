import type { Clock } from '#shared/time.ts';
import { type AudioSource, SAMPLE_RATE } from '#test/twilio/party.ts';
import { isTurnable } from '#test/twilio/turnable.ts';

/** Who hears a sound: a leg, or everybody in a conference. */
export interface Ear {
  hear(source: AudioSource | null, onEnd?: () => void): void;
}

/**
 * Lets an ear hear a sound and resolves when it is over: as soon as it has heard the end, or the Clock has passed its length,
 * whichever comes first, so that a turned Clock also ends what is being said. Rejects with the signal's reason.
 */
export function hearOut(ear: Ear, source: AudioSource, ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const over = new AbortController();
    const end = (settle: () => void) => {
      if (over.signal.aborted) return;
      over.abort();
      ear.hear(null);
      settle();
    };
    signal.addEventListener('abort', () => end(() => reject(signal.reason)), { once: true, signal: over.signal });
    ear.hear(source, () => end(resolve));
    const slack = isTurnable(clock) ? 0 : SLACK_MS;
    if (Number.isFinite(ms)) clock.after(ms + slack, () => end(resolve), over.signal);
  });
}

/**
 * On a busy machine the end is heard some time after it was due: real time must not cut off the last syllable. A Clock that is
 * turned does, so that what lasts 20 seconds takes 20 of its seconds.
 */
const SLACK_MS = 2000;

/** The beep before a message. */
export const BEEP_MS = 500;

export function lengthMs(samples: Int16Array): number {
  return (samples.length / SAMPLE_RATE) * 1000;
}

/** A digit takes 180 ms, a `w` half a second, a `W` a whole one. */
export function lengthOfDigits(digits: string): number {
  return [...digits].reduce((ms, digit) => ms + ({ w: 500, W: 1000 }[digit] ?? 180), 0);
}
