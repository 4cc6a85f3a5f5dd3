import { SAMPLE_RATE } from '#test/twilio/party.ts';

/** Amplitude of one frequency in a block of samples (Goertzel's algorithm): the peak value of a sine of `hz` that fills the block. */
export function amplitudeAt(hz: number, block: ArrayLike<number>): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * hz) / SAMPLE_RATE);
  let s1 = 0;
  let s2 = 0;
  for (let i = 0; i < block.length; i++) {
    const s0 = (block[i] ?? 0) + coefficient * s1 - s2;
    s2 = s1;
    s1 = s0;
  }
  const power = s1 * s1 + s2 * s2 - coefficient * s1 * s2;
  return (2 * Math.sqrt(Math.max(0, power))) / block.length;
}

/** Root mean square of a block. */
export function rms(block: ArrayLike<number>): number {
  let energy = 0;
  for (let i = 0; i < block.length; i++) energy += (block[i] ?? 0) ** 2;
  return block.length === 0 ? 0 : Math.sqrt(energy / block.length);
}

/** Level of an RMS value in dBFS: 0 is a full-scale square wave, −∞ silence. */
export const dbfs = (value: number): number => 20 * Math.log10(value / 32768);
