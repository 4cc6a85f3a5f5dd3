import { type Pacer, realTimePacer } from '#test/twilio/media/pacer.ts';
import type { Phone } from '#test/twilio/media/phone.ts';
import { isLoud } from '#test/twilio/media/tape.ts';
import { FRAME_MS } from '#test/twilio/party.ts';

/** What is shorter is a frame that a busy machine has left out: nobody takes it for silence. */
const LEAST_FRAMES = 3;

/** Someone at a phone who notices when there is something to be heard. Counts in frames of sound, so that a machine that stalls is no silence. */
export interface Ear {
  /** The present frame. */
  now(): number;
  /** Whether there has been any sound since that frame. */
  hasHeardSince(frame: number): boolean;
  /** How long each silence between two frames was, ms, in order. */
  silences(from: number, to: number): number[];
}

export function listenAt(phone: Pick<Phone, 'overhear'>, signal: AbortSignal, pacer: Pacer = realTimePacer): Ear {
  const loud: number[] = [];
  phone.overhear((frame) => {
    if (isLoud({ heard: frame })) loud.push(pacer.tick);
  }, signal);
  return {
    now: () => pacer.tick,
    hasHeardSince: (frame) => (loud.at(-1) ?? -1) >= frame,
    silences(from, to) {
      const bounds = [from - 1, ...loud.filter((tick) => tick >= from && tick < to), to];
      return bounds
        .map((tick, index) => tick - (bounds[index - 1] ?? tick) - 1)
        .filter((frames) => frames >= LEAST_FRAMES)
        .map((frames) => frames * FRAME_MS);
    },
  };
}
