import { TELEPHONE_RATE } from './wav.ts';

/**
 * Our own music for callers who wait: made here, of sines, so that nobody else has a right in it. Four chords of which each tone lies
 * where telephones sound well, held softly, with single notes dying away over them; 48 s that go on where they began.
 */
const BAR_SECONDS = 6;
const BARS: readonly { chord: readonly number[]; notes: readonly number[] }[] = [
  { chord: [60, 64, 67, 71], notes: [76, 74, 79, 71] },
  { chord: [57, 60, 64, 67], notes: [76, 72, 74, 69] },
  { chord: [53, 60, 64, 69], notes: [72, 76, 81, 76] },
  { chord: [55, 62, 65, 69], notes: [74, 77, 71, 74] },
  { chord: [60, 64, 67, 74], notes: [79, 76, 83, 79] },
  { chord: [57, 64, 67, 72], notes: [76, 81, 79, 72] },
  { chord: [53, 57, 64, 67], notes: [77, 76, 72, 69] },
  { chord: [55, 62, 67, 71], notes: [74, 71, 74, 79] },
];
/** A quarter of full loudness at most: people hold the receiver to their ear for minutes. */
const LOUDEST = 0.25 * 0x7fff;
const CHORD = { level: 0.35, attackSeconds: 1.5, releaseSeconds: 2 } as const;
const NOTE = { level: 0.8, attackSeconds: 0.02, halvedAfterSeconds: 0.5, lastsSeconds: 3.5 } as const;
/** The first partial is the tone, the others its colour. */
const PARTIALS = [1, 0.22, 0.06] as const;
/** One period of a tone, so finely that nobody hears its steps: a server that answers callers has no time for millions of sines. */
const WAVE = Float64Array.from({ length: 16_384 }, (_, i) =>
  PARTIALS.reduce((sum, strength, n) => sum + strength * Math.sin(((n + 1) * 2 * Math.PI * i) / 16_384), 0),
);

let made: Buffer | undefined;

/** 8 kHz, one channel, 16 bits. Made once in a process, in a moment. */
export function defaultMusic(): Buffer {
  made ??= make();
  return made;
}

function make(): Buffer {
  const sound = new Float64Array(BARS.length * BAR_SECONDS * TELEPHONE_RATE);
  for (const [bar, { chord, notes }] of BARS.entries()) {
    const begin = bar * BAR_SECONDS;
    for (const key of chord) add(sound, { key, begin, lasts: BAR_SECONDS + CHORD.releaseSeconds, loudness: held });
    for (const [beat, key] of notes.entries())
      add(sound, {
        key,
        begin: begin + (beat * BAR_SECONDS) / notes.length,
        lasts: NOTE.lastsSeconds,
        loudness: struck,
      });
  }
  const peak = sound.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  const pcm = Buffer.alloc(sound.length * 2);
  for (const [i, sample] of sound.entries()) pcm.writeInt16LE(Math.round((sample / peak) * LOUDEST), i * 2);
  return pcm;
}

interface Tone {
  /** As on a keyboard, 69 is 440 Hz. */
  key: number;
  begin: number;
  lasts: number;
  /** By seconds since its begin. */
  loudness: (seconds: number) => number;
}

/** What sounds on beyond the end sounds at the beginning: so the loop has no seam. */
function add(sound: Float64Array, { key, begin, lasts, loudness }: Tone): void {
  const step = (440 * 2 ** ((key - 69) / 12) * WAVE.length) / TELEPHONE_RATE;
  const first = Math.round(begin * TELEPHONE_RATE);
  for (let i = 0; i < lasts * TELEPHONE_RATE; i++) {
    const at = (first + i) % sound.length;
    const wave = WAVE[Math.floor(i * step) % WAVE.length] ?? 0;
    sound[at] = (sound[at] ?? 0) + loudness(i / TELEPHONE_RATE) * wave;
  }
}

const held = (seconds: number): number =>
  CHORD.level *
  Math.min(
    1,
    seconds / CHORD.attackSeconds,
    Math.max(0, BAR_SECONDS + CHORD.releaseSeconds - seconds) / CHORD.releaseSeconds,
  );

const struck = (seconds: number): number =>
  NOTE.level *
  Math.min(1, seconds / NOTE.attackSeconds, (NOTE.lastsSeconds - seconds) / 0.2) *
  0.5 ** (seconds / NOTE.halvedAfterSeconds);
