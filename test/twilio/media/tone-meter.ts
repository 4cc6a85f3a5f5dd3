import { SAMPLE_RATE } from '#test/twilio/party.ts';
import { amplitudeAt, dbfs, rms } from './goertzel.ts';

/** A tone that was heard. */
export interface HeardTone {
  hz: number;
  /** Loudest level, dBFS. */
  level: number;
  /** When it was first and last heard. */
  firstAt: Date;
  lastAt: Date;
  /** How long it was heard in all, in milliseconds of sound. */
  heardMs: number;
}

const BLOCK = 800;
const BLOCK_MS = (BLOCK * 1000) / SAMPLE_RATE;
/** With blocks of 100 ms the bins of the spectrum are 10 Hz apart; the telephone band has 320 of them. */
const BIN_HZ = SAMPLE_RATE / BLOCK;
const LOWEST_HZ = 200;
const HIGHEST_HZ = 3400;
/** −60 dBFS: below lies the noise of an open line. */
const QUIET_RMS = 33;
/** A peak is a tone when it carries this part of the block's energy. */
const LEAST_SHARE = 0.1;
const SAME_HZ = 8;

// Hann's window: a tone between two bins shows in three bins instead of all of them. Its mean is ½, made up for below.
const WINDOW = Float64Array.from({ length: BLOCK }, (_, i) => 1 - Math.cos((2 * Math.PI * (i + 0.5)) / BLOCK));

/**
 * Says which steady tones were in what a party heard, without being told what to look for. A tone counts when it lasts for two blocks (0.2 s), so neither
 * DTMF digits nor speech show. Quiet blocks cost nothing; a block with sound about 0.4 ms.
 */
export class ToneMeter {
  #now: () => Date;
  #block = new Int16Array(BLOCK);
  #filled = 0;
  #rms = 0;
  #present: { hz: number; level: number }[] = [];
  #heard: HeardTone[] = [];

  /** `now` gives the times of what is heard. */
  constructor(now: () => Date) {
    this.#now = now;
  }

  push(frame: Int16Array): void {
    for (let at = 0; at < frame.length; ) {
      const part = frame.subarray(at, at + BLOCK - this.#filled);
      this.#block.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled < BLOCK) return;
      this.#filled = 0;
      this.#measure();
    }
  }

  /** Every tone heard so far, in the order of their first appearance. */
  heard(): HeardTone[] {
    return this.#heard.map((heard) => ({ ...heard }));
  }

  /** What was heard in the last tenth of a second: its level in dBFS (−Infinity is silence) and the tones in it, Hz. */
  present(): { level: number; tones: number[] } {
    return { level: dbfs(this.#rms), tones: this.#present.map((peak) => peak.hz) };
  }

  #measure(): void {
    this.#rms = rms(this.#block);
    const before = this.#present;
    this.#present = this.#rms < QUIET_RMS ? [] : peaks(this.#block, this.#rms);
    for (const peak of this.#present) if (before.some((past) => near(past, peak))) this.#note(peak);
  }

  #note(peak: { hz: number; level: number }): void {
    const known = this.#heard.find((heard) => near(heard, peak));
    const now = this.#now();
    if (known) {
      known.lastAt = now;
      known.heardMs += BLOCK_MS;
      known.level = Math.max(known.level, peak.level);
    } else {
      // The block before was the first with this tone.
      this.#heard.push({ ...peak, firstAt: now, lastAt: now, heardMs: 2 * BLOCK_MS });
    }
  }
}

const near = (a: { hz: number }, b: { hz: number }): boolean => Math.abs(a.hz - b.hz) <= SAME_HZ;

function peaks(block: Int16Array, level: number): { hz: number; level: number }[] {
  const windowed = WINDOW.map((factor, i) => factor * (block[i] ?? 0));
  const amplitudes: number[] = [];
  for (let hz = LOWEST_HZ; hz <= HIGHEST_HZ; hz += BIN_HZ) amplitudes.push(amplitudeAt(hz, windowed));
  const found: { hz: number; level: number }[] = [];
  for (let i = 1; i < amplitudes.length - 1; i++) {
    const [left = 0, here = 0, right = 0] = amplitudes.slice(i - 1, i + 2);
    if (here < left || here <= right || (here * here) / 2 < LEAST_SHARE * level * level) continue;
    // Between two bins: the ratio of the neighbours tells how far (Grandke's interpolation for Hann's window).
    const ratio = Math.max(left, right) / here;
    const shift = (2 * ratio - 1) / (ratio + 1);
    const hz = LOWEST_HZ + (i + (right > left ? shift : -shift)) * BIN_HZ;
    found.push({ hz: Math.round(hz), level: dbfs(here / windowGain(shift) / Math.SQRT2) });
  }
  return found;
}

/** What the window leaves of a tone that lies `shift` bins beside a bin's middle. */
function windowGain(shift: number): number {
  const x = Math.PI * shift;
  return Math.abs(x) < 1e-6 ? 1 : Math.sin(x) / x / (1 - shift * shift);
}
