import { recordedSound } from '#test/twilio/media/recorded-sound.ts';

/** Shorter gaps are made by a busy machine, not by anybody's asking. */
const LEAST_SECONDS = 0.8;
const RATE = 8_000;
/** −50 dBFS: below lies the noise of an open line. */
const QUIET = 146;

/** How often a recording's file falls silent, both sides of it, between its first sound and its last. */
export function silencesIn(file: Uint8Array): number {
  const loudAt = recordedSound(file)
    .channels.flatMap(({ samples }) => loudSeconds(samples))
    .sort((a, b) => a - b);
  if (loudAt.length === 0) throw new Error('nothing is to be heard in it');
  return loudAt.slice(1).filter((at, n) => at - (loudAt[n] ?? at) >= LEAST_SECONDS).length;
}

/** When there is something to be heard, by tenths of a second. */
function loudSeconds(samples: Int16Array): number[] {
  const tenth = RATE / 10;
  const loud: number[] = [];
  for (let from = 0; from < samples.length; from += tenth)
    if (samples.subarray(from, from + tenth).some((sample) => Math.abs(sample) > QUIET)) loud.push(from / RATE);
  return loud;
}
