import { dbfs, rms } from './goertzel.ts';
import { ToneMeter } from './tone-meter.ts';

/** One channel of a recording. */
export interface RecordedChannel {
  samples: Int16Array;
  /** Steady tones in it, Hz, in order of their first appearance. */
  tones: number[];
  /** dBFS; −Infinity is silence. */
  level: number;
}

/** What is in a recording's file, a WAV of 8 kHz with 16 bits: for tests, channel by channel. Throws on any other file. */
export function recordedSound(file: Uint8Array): { seconds: number; channels: RecordedChannel[] } {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const word = (at: number) => String.fromCharCode(...file.subarray(at, at + 4));
  if (word(0) !== 'RIFF' || word(8) !== 'WAVE' || word(36) !== 'data') throw new Error('not a plain WAV file');
  const [format, count, rate, bits] = [
    view.getUint16(20, true),
    view.getUint16(22, true),
    view.getUint32(24, true),
    view.getUint16(34, true),
  ];
  if (format !== 1 || rate !== 8000 || bits !== 16) throw new Error(`format ${format}, ${rate} Hz, ${bits} bits`);
  if (view.getUint32(40, true) !== file.length - 44) throw new Error('its data is not as long as it says');
  const frames = (file.length - 44) / 2 / count;
  const channels = Array.from({ length: count }, (_, channel) => {
    const samples = Int16Array.from({ length: frames }, (_, i) => view.getInt16(44 + 2 * (i * count + channel), true));
    const meter = new ToneMeter(() => new Date(0));
    meter.push(samples);
    return { samples, tones: meter.heard().map((tone) => tone.hz), level: dbfs(rms(samples)) };
  });
  return { seconds: frames / rate, channels };
}
