import { type AudioSource, FRAME_SAMPLES, SAMPLE_RATE } from '#test/twilio/party.ts';

/** A frame of nothing. Shared: whoever gets a frame reads it and never writes into it. */
export const SILENT_FRAME = new Int16Array(FRAME_SAMPLES);

const TONE_AMPLITUDE = 9000;

/** Silence: for `ms` milliseconds (rounded up to whole frames), or for ever. */
export function silence(ms = Number.POSITIVE_INFINITY): AudioSource {
  return limited({ pull: () => SILENT_FRAME }, ms);
}

/** A tone of one or several frequencies in Hz, phase-continuous, at about −11 dBFS in all; for `ms` milliseconds or for ever. */
export function tone(hz: number | readonly number[], ms = Number.POSITIVE_INFINITY): AudioSource {
  const frequencies = typeof hz === 'number' ? [hz] : hz;
  const amplitude = TONE_AMPLITUDE / Math.max(1, frequencies.length);
  let at = 0;
  const pull = () => {
    const frame = new Int16Array(FRAME_SAMPLES);
    for (let i = 0; i < FRAME_SAMPLES; i++, at++) {
      let sample = 0;
      for (const frequency of frequencies) sample += amplitude * Math.sin((2 * Math.PI * frequency * at) / SAMPLE_RATE);
      frame[i] = Math.round(sample);
    }
    return frame;
  };
  return limited({ pull }, ms);
}

/** Sound that is there already: 16-bit samples at 8 kHz. The last frame is filled up with silence. */
export function pcm(samples: Int16Array): AudioSource {
  let at = 0;
  return {
    pull() {
      if (at >= samples.length) return null;
      const part = samples.subarray(at, at + FRAME_SAMPLES);
      at += FRAME_SAMPLES;
      if (part.length === FRAME_SAMPLES) return part;
      const frame = new Int16Array(FRAME_SAMPLES);
      frame.set(part);
      return frame;
    },
  };
}

/** One source after the other, without a gap. */
export function sequence(...sources: readonly AudioSource[]): AudioSource {
  let at = 0;
  return {
    pull() {
      for (; at < sources.length; at++) {
        const frame = sources[at]?.pull();
        if (frame) return frame;
      }
      return null;
    },
  };
}

/**
 * What `make` makes, again and again: `times` times, 0 for ever (TwiML's `loop`). A source that gives no frame at all ends the loop, so that
 * an empty file can't spin.
 */
export function loop(make: () => AudioSource, times = 0): AudioSource {
  let left = times === 0 ? Number.POSITIVE_INFINITY : times;
  let current: AudioSource | undefined;
  return {
    pull() {
      const frame = current?.pull();
      if (frame) return frame;
      if (left-- <= 0) return null;
      current = make();
      const first = current.pull();
      if (!first) left = 0;
      return first;
    },
  };
}

/** The same sound, and a look at each frame as it is heard: for meters and recordings. */
export function tapped(source: AudioSource, onFrame: (frame: Int16Array) => void): AudioSource {
  return {
    pull() {
      const frame = source.pull();
      if (frame) onFrame(frame);
      return frame;
    },
  };
}

function limited(source: AudioSource, ms: number): AudioSource {
  let left = Math.ceil((ms * SAMPLE_RATE) / 1000 / FRAME_SAMPLES);
  return { pull: () => (left-- > 0 ? source.pull() : null) };
}
