import { type AudioSource, SAMPLE_RATE } from '#test/twilio/party.ts';
import { sequence, silence, tone } from './audio-source.ts';
import { amplitudeAt, rms } from './goertzel.ts';

/** Digits in the order of their RFC 4733 event numbers. */
export const DTMF_DIGITS = '0123456789*#ABCD';

const ROWS = [697, 770, 852, 941] as const;
const COLUMNS = [1209, 1336, 1477, 1633] as const;
const KEYPAD = ['123A', '456B', '789C', '*0#D'] as const;

const TONE_MS = 100;
const GAP_MS = 80;
/** `w` in a string of digits, as Twilio has it: half a second. */
const PAUSE_MS = 500;

/** Whether `digit` is one of 0–9, *, #, A–D. */
export const isDigit = (digit: string): boolean => digit.length === 1 && DTMF_DIGITS.includes(digit);

/** The sound of digits, as a phone makes it; `w` and `W` are pauses (0.5 and 1 s). Other characters are left out. */
export function dtmfTones(digits: string): AudioSource {
  return sequence(...[...digits].flatMap(soundOf));
}

function soundOf(digit: string): AudioSource[] {
  if (digit === 'w') return [silence(PAUSE_MS)];
  if (digit === 'W') return [silence(2 * PAUSE_MS)];
  const row = isDigit(digit) ? KEYPAD.findIndex((keys) => keys.includes(digit)) : -1;
  const low = ROWS[row];
  const high = COLUMNS[KEYPAD[row]?.indexOf(digit) ?? -1];
  return low && high ? [tone([low, high], TONE_MS), silence(GAP_MS)] : [];
}

/** −40 dBFS: softer is not a keypress. */
const LEAST_RMS = 300;
/** The two tones of a digit carry nearly all of its energy; speech spreads its own. */
const LEAST_SHARE = 0.75;
/** 20 ms: a shorter window can no longer tell 697 from 770 Hz. A digit must fill two of them. */
const BLOCK = SAMPLE_RATE / 50;
const BLOCKS_PER_DIGIT = 2;

/** Hears digits in sound, as the far end of a telephone line does. */
export class DtmfDetector {
  #onDigit: (digit: string) => void;
  #block: number[] = [];
  #digit: string | null = null;
  #blocks = 0;

  constructor(onDigit: (digit: string) => void) {
    this.#onDigit = onDigit;
  }

  push(frame: Int16Array): void {
    for (const sample of frame) {
      this.#block.push(sample);
      if (this.#block.length < BLOCK) continue;
      this.#see(digitIn(this.#block));
      this.#block = [];
    }
  }

  #see(digit: string | null): void {
    this.#blocks = digit === this.#digit ? this.#blocks + 1 : 1;
    this.#digit = digit;
    if (digit !== null && this.#blocks === BLOCKS_PER_DIGIT) this.#onDigit(digit);
  }
}

function digitIn(block: number[]): string | null {
  const level = rms(block);
  if (level < LEAST_RMS) return null;
  const low = strongest(ROWS, block);
  const high = strongest(COLUMNS, block);
  const share = (low.amplitude ** 2 + high.amplitude ** 2) / 2 / level ** 2;
  // 8 dB between the two tones ("twist") is the most that a telephone network is allowed to add.
  const twist = low.amplitude / high.amplitude;
  if (share < LEAST_SHARE || twist > 2.5 || twist < 0.4) return null;
  return KEYPAD[low.index]?.[high.index] ?? null;
}

function strongest(frequencies: readonly number[], block: number[]): { index: number; amplitude: number } {
  const amplitudes = frequencies.map((hz) => amplitudeAt(hz, block));
  const amplitude = Math.max(...amplitudes);
  return { index: amplitudes.indexOf(amplitude), amplitude };
}
