import { SAMPLE_RATE } from '#test/twilio/party.ts';

const SYLLABLE_MS = 160;
const WORD_GAP_MS = 90;
const LETTERS_PER_SYLLABLE = 3;
const AMPLITUDE = 6000;
/** Two formants each, so that it sounds like a voice behind a door rather than like a signal. */
const VOWELS = [
  [730, 1090],
  [530, 1840],
  [270, 2290],
  [570, 840],
  [300, 870],
] as const;

/**
 * A stand-in for speech in scripts that the synthesiser can't read: a hum with a syllable for every three letters and silence between words. The same
 * text always sounds the same, and a longer one longer.
 */
export function hum(text: string): Int16Array {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  return Int16Array.from(words.flatMap((word) => [...syllablesOf(word), ...new Array(samplesIn(WORD_GAP_MS)).fill(0)]));
}

const samplesIn = (ms: number): number => (ms * SAMPLE_RATE) / 1000;

function syllablesOf(word: string): number[] {
  const letters = [...word];
  // Ideographs are a syllable each.
  const perSyllable = /\p{Script=Han}/u.test(word) ? 1 : LETTERS_PER_SYLLABLE;
  const sounds: number[] = [];
  for (let at = 0; at < letters.length; at += perSyllable) sounds.push(...syllable(letters[at]?.codePointAt(0) ?? 0));
  return sounds;
}

function syllable(seed: number): number[] {
  const [first, second] = VOWELS[seed % VOWELS.length] ?? VOWELS[0];
  const pitch = 110 + (seed % 7) * 8;
  const length = samplesIn(SYLLABLE_MS);
  return Array.from({ length }, (_, i) => {
    const t = i / SAMPLE_RATE;
    const loudness = Math.sin((Math.PI * i) / length) * (0.6 + 0.4 * Math.sin(2 * Math.PI * pitch * t));
    return AMPLITUDE * loudness * (Math.sin(2 * Math.PI * first * t) + 0.5 * Math.sin(2 * Math.PI * second * t));
  });
}
