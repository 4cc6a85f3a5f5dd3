import { FRAME_MS, FRAME_SAMPLES, SAMPLE_RATE } from '#test/twilio/party.ts';
import { writeWav } from './audio-file/write-wav.ts';
import { rms } from './goertzel.ts';

/** −50 dBFS: below lies the noise of an open line. */
const QUIET_RMS = 104;

/** Which of a tape's two tracks, in the order of the file's channels. */
export type TapeChannels = 'both' | 'mixed' | 'said' | 'heard';

/** A frame of each track; absent is silence. */
export interface TapedFrame {
  said?: Int16Array;
  heard?: Int16Array;
}

/** The sound of one leg for some time: what its party said, and what it heard. Silence takes no room. */
export class Tape {
  readonly #frames: ReadonlyMap<number, TapedFrame>;
  readonly #first: number;
  /** Length in frames. */
  readonly length: number;

  constructor(frames: ReadonlyMap<number, TapedFrame>, length: number, first = 0) {
    this.#frames = frames;
    this.length = length;
    this.#first = first;
  }

  get seconds(): number {
    return (this.length * FRAME_MS) / 1000;
  }

  /** The same without the silence before the first and after the last sound (`trim-silence`). */
  trimmed(): Tape {
    const loud = [...this.#frames].filter(([, frame]) => isLoud(frame)).map(([at]) => at);
    const [first, last] = loud.reduce(
      ([low, high], at) => [Math.min(low, at), Math.max(high, at)],
      [Number.POSITIVE_INFINITY, -1],
    );
    return last < 0 ? new Tape(new Map(), 0) : new Tape(this.#frames, last - first + 1, first);
  }

  /** An 8 kHz WAV file. `both`: said on the first channel, heard on the second; the others have one channel. */
  wav(channels: TapeChannels): Uint8Array<ArrayBuffer> {
    const count = channels === 'both' ? 2 : 1;
    const samples = new Int16Array(this.length * FRAME_SAMPLES * count);
    for (let frame = 0; frame < this.length; frame++) {
      const taped = this.#frames.get(this.#first + frame);
      if (!taped) continue;
      const { said, heard } = taped;
      for (let i = 0; i < FRAME_SAMPLES; i++) {
        const at = (frame * FRAME_SAMPLES + i) * count;
        if (channels === 'both') {
          samples[at] = said?.[i] ?? 0;
          samples[at + 1] = heard?.[i] ?? 0;
        } else {
          const left = channels === 'heard' ? 0 : (said?.[i] ?? 0);
          const right = channels === 'said' ? 0 : (heard?.[i] ?? 0);
          samples[at] = Math.max(-32768, Math.min(32767, left + right));
        }
      }
    }
    return writeWav(samples, SAMPLE_RATE, count);
  }
}

/** Is anything to be heard in it? */
export function isLoud({ said, heard }: TapedFrame): boolean {
  return [said, heard].some((frame) => frame !== undefined && rms(frame) > QUIET_RMS);
}
