import { alawSamples, ulawSamples } from './telephone-codes.ts';

/** The telephone's own rate: samples a second. */
export const TELEPHONE_RATE = 8_000;

/** Sound as one channel of samples from -1 to 1. */
export interface Samples {
  rate: number;
  samples: Float32Array;
}

const PCM = 1;
const FLOAT = 3;
const ALAW = 6;
const ULAW = 7;
/** The real code stands in the format's extension. */
const EXTENSIBLE = 0xfffe;

const MOST_CHANNELS = 8;
const RATES = { least: 4_000, most: 192_000 } as const;

interface Format {
  code: number;
  channels: number;
  rate: number;
  bits: number;
}

export const isWav = (file: Buffer): boolean =>
  file.length >= 12 && file.toString('latin1', 0, 4) === 'RIFF' && file.toString('latin1', 8, 12) === 'WAVE';

/**
 * Reads WAV: PCM of 8 to 32 bits, float, A-law, μ-law. What the file says of its own sizes is believed only as far as there are bytes;
 * undefined where nothing can be heard from it, `other-encoding` where other programs may. `mostSeconds`: the rest is left out.
 */
export function readWav(file: Buffer, mostSeconds: number): Samples | 'other-encoding' | undefined {
  let format: Format | undefined;
  for (let at = 12; at + 8 <= file.length; ) {
    const id = file.toString('latin1', at, at + 4);
    const said = file.readUInt32LE(at + 4);
    const body = file.subarray(at + 8, Math.min(file.length, at + 8 + said));
    if (id === 'fmt ') format = formatOf(body);
    if (id === 'data') return format && samplesOf(body, format, mostSeconds);
    // Chunks begin at even places.
    at += 8 + said + (said % 2);
  }
  return undefined;
}

/** 8 kHz, one channel, 16 bits: what every telephone network and player takes. */
export function writeWav(pcm: Buffer, rate: number): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + pcm.length, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(PCM, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(pcm.length, 40);
  return Buffer.concat([head, pcm]);
}

function formatOf(body: Buffer): Format | undefined {
  if (body.length < 16) return undefined;
  const code = body.readUInt16LE(0);
  if (code === EXTENSIBLE && body.length < 26) return undefined;
  return {
    code: code === EXTENSIBLE ? body.readUInt16LE(24) : code,
    channels: body.readUInt16LE(2),
    rate: body.readUInt32LE(4),
    bits: body.readUInt16LE(14),
  };
}

function samplesOf(
  data: Buffer,
  { code, channels, rate, bits }: Format,
  mostSeconds: number,
): Samples | 'other-encoding' | undefined {
  if (channels < 1 || channels > MOST_CHANNELS || rate < RATES.least || rate > RATES.most) return undefined;
  const read = readerOf(code, bits);
  if (!read) return 'other-encoding';
  const bytes = bits / 8;
  const count = Math.min(Math.floor(data.length / (bytes * channels)), Math.ceil(rate * mostSeconds));
  const samples = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) sum += read(data, (i * channels + channel) * bytes);
    const sample = sum / channels;
    // Float files may hold what is no number.
    samples[i] = sample >= -1 && sample <= 1 ? sample : sample > 1 ? 1 : sample < -1 ? -1 : 0;
  }
  return { rate, samples };
}

/** Reads one sample; undefined: another encoding, such as GSM or ADPCM. */
function readerOf(code: number, bits: number): ((data: Buffer, at: number) => number) | undefined {
  switch (`${code}/${bits}`) {
    case `${PCM}/8`:
      return (data, at) => ((data[at] ?? 128) - 128) / 128;
    case `${PCM}/16`:
      return (data, at) => data.readInt16LE(at) / 0x8000;
    case `${PCM}/24`:
      return (data, at) => data.readIntLE(at, 3) / 0x800000;
    case `${PCM}/32`:
      return (data, at) => data.readInt32LE(at) / 0x80000000;
    case `${FLOAT}/32`:
      return (data, at) => data.readFloatLE(at);
    case `${FLOAT}/64`:
      return (data, at) => data.readDoubleLE(at);
    case `${ALAW}/8`:
      return (data, at) => alawSamples[data[at] ?? 0] ?? 0;
    case `${ULAW}/8`:
      return (data, at) => ulawSamples[data[at] ?? 0] ?? 0;
    default:
      return undefined;
  }
}
