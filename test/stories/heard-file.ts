import { recordedSound } from '#test/twilio/media/recorded-sound.ts';

/** Shorter gaps are made by a busy machine, not by anybody's asking. */
const LEAST_SECONDS = 0.8;
const RATE = 8_000;
/** −50 dBFS: below lies the noise of an open line. */
const QUIET = 146;

export type Stretch = 'sound' | 'silence';

/** What one hears in a recording's file from its beginning to its end, both sides of it: stretches of sound and of silence. */
export function stretchesOf(file: Uint8Array): Stretch[] {
  const { channels, seconds } = recordedSound(file);
  const loudAt = channels.flatMap(({ samples }) => loudSeconds(samples)).sort((a, b) => a - b);
  const stretches: Stretch[] = [];
  let before = 0;
  for (const at of [...loudAt, seconds]) {
    if (at - before >= LEAST_SECONDS) stretches.push('silence');
    if (at < seconds && stretches.at(-1) !== 'sound') stretches.push('sound');
    before = at;
  }
  return stretches;
}

/** When there is something to be heard, by tenths of a second. */
function loudSeconds(samples: Int16Array): number[] {
  const tenth = RATE / 10;
  const loud: number[] = [];
  for (let from = 0; from < samples.length; from += tenth)
    if (samples.subarray(from, from + tenth).some((sample) => Math.abs(sample) > QUIET)) loud.push(from / RATE);
  return loud;
}
