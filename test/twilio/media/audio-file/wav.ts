import { decodeAlaw, decodeUlaw } from '#test/twilio/media/g711.ts';
import { AudioFileError, mixDown, type SoundData } from './sound-data.ts';

export const PCM = 1;
export const FLOAT = 3;
export const ALAW = 6;
export const ULAW = 7;
/** WAVE_FORMAT_EXTENSIBLE: the real format stands in the first two bytes of its sub-format. */
const EXTENSIBLE = 0xfffe;

export interface Format {
  code: number;
  channels: number;
  sampleRate: number;
  bits: number;
}

export const isWav = (file: Uint8Array): boolean => word(file, 0) === 'RIFF' && word(file, 8) === 'WAVE';

/** Reads a WAV file: PCM of 8, 16, 24 or 32 bits, 32 or 64 bit float, μ-law or A-law; any rate, any number of channels. Throws `AudioFileError`. */
export function readWav(file: Uint8Array): SoundData {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let format: Format | undefined;
  for (let at = 12; at + 8 <= file.length; ) {
    const name = word(file, at);
    // A stream that was written without knowing its end says 0 or 2³²−1: then it goes to the end of the file.
    const told = view.getUint32(at + 4, true);
    const end = Math.min(file.length, at + 8 + (name === 'data' && told === 0 ? file.length : told));
    const chunk = file.subarray(at + 8, end);
    if (name === 'fmt ') format = readFormat(chunk);
    if (name === 'data') {
      if (!format) throw new AudioFileError('This WAV file has sound before it says in which format.');
      return soundOf(chunk, format, 'WAV');
    }
    at += 8 + told + (told % 2);
  }
  throw new AudioFileError('This WAV file has no sound in it.');
}

/** Four letters of a file. */
export const word = (file: Uint8Array, at: number): string => String.fromCharCode(...file.subarray(at, at + 4));

function readFormat(chunk: Uint8Array): Format {
  if (chunk.length < 16) throw new AudioFileError('The format of this WAV file is cut short.');
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const code = view.getUint16(0, true);
  return {
    code: code === EXTENSIBLE && chunk.length >= 26 ? view.getUint16(24, true) : code,
    channels: view.getUint16(2, true),
    sampleRate: view.getUint32(4, true),
    bits: view.getUint16(14, true),
  };
}

/** Samples as WAV orders them → sound; `kind` names the file. Throws `AudioFileError`. */
export function soundOf(data: Uint8Array, format: Format, kind: string): SoundData {
  const { channels, sampleRate } = format;
  if (channels < 1 || channels > 32)
    throw new AudioFileError(`A ${kind} file with ${channels} channels can't be played.`);
  if (sampleRate < 1000 || sampleRate > 384_000) {
    throw new AudioFileError(`A ${kind} file of ${sampleRate} samples a second can't be played.`);
  }
  return { samples: mixDown(readSamples(data, format, kind), channels, 1), sampleRate };
}

function readSamples(data: Uint8Array, { code, bits }: Format, kind: string): Float32Array {
  if (code === ULAW && bits === 8) return scaled(decodeUlaw(data));
  if (code === ALAW && bits === 8) return scaled(decodeAlaw(data));
  const read = readerOf(code, bits);
  if (!read)
    throw new AudioFileError(`${kind} format ${code} with ${bits} bits can't be played; use 16-bit PCM or μ-law.`);
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const bytes = bits / 8;
  return Float32Array.from({ length: Math.floor(data.length / bytes) }, (_, i) => finite(read(view, i * bytes)));
}

function readerOf(code: number, bits: number): ((view: DataView, at: number) => number) | undefined {
  if (code === FLOAT && bits === 32) return (view, at) => view.getFloat32(at, true);
  if (code === FLOAT && bits === 64) return (view, at) => view.getFloat64(at, true);
  if (code !== PCM) return undefined;
  // 8-bit PCM is the one that has no sign.
  if (bits === 8) return (view, at) => (view.getUint8(at) - 128) / 128;
  if (bits === 16) return (view, at) => view.getInt16(at, true) / 32768;
  if (bits === 24) return (view, at) => (view.getInt8(at + 2) * 65536 + view.getUint16(at, true)) / 8388608;
  return bits === 32 ? (view, at) => view.getInt32(at, true) / 2147483648 : undefined;
}

const scaled = (pcm: Int16Array): Float32Array => Float32Array.from(pcm, (sample) => sample / 32768);
const finite = (sample: number): number => (Number.isFinite(sample) ? sample : 0);
