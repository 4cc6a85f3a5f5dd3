/** Decoded sound, mixed down to one channel: samples of −1 to 1 at the file's own rate. */
export interface SoundData {
  samples: Float32Array;
  sampleRate: number;
}

/** A file that is no sound, or none that can be read. The message says what is the matter, for a person. */
export class AudioFileError extends Error {}

/** Interleaved samples of several channels → their mean. */
export function mixDown(interleaved: ArrayLike<number>, channels: number, scale: number): Float32Array {
  const frames = Math.floor(interleaved.length / channels);
  const mono = new Float32Array(frames);
  for (let frame = 0; frame < frames; frame++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) sum += interleaved[frame * channels + channel] ?? 0;
    mono[frame] = (sum / channels) * scale;
  }
  return mono;
}
