interface Wav {
  /** 1 PCM, 3 float, 6 A-law, 7 μ-law. */
  code: number;
  bits: number;
  channels?: number;
  rate?: number;
  /** What its head says, where that is not true. */
  saidRate?: number;
  hz?: number;
  seconds?: number;
  extensible?: boolean;
}

/** A tone of half loudness as a WAV file; without `over` half a second of 700 Hz at 8 kHz. */
export function wavFile(over: Wav): Buffer {
  const { code, bits, channels = 1, rate = 8_000, hz = 700, seconds = 0.5, extensible = false } = over;
  const head = Buffer.alloc(extensible ? 68 : 44);
  const count = Math.round(rate * seconds);
  const bytes = Math.ceil(bits / 8);
  const data = Buffer.alloc(count * Math.min(channels, 8) * bytes);
  for (let i = 0; i < count * Math.min(channels, 8); i++) {
    const time = Math.floor(i / Math.max(1, channels)) / rate;
    put(data, i * bytes, code, bits, 0.5 * Math.sin(2 * Math.PI * hz * time));
  }
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(head.length - 8 + data.length, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(extensible ? 40 : 16, 16);
  head.writeUInt16LE(extensible ? 0xfffe : code, 20);
  head.writeUInt16LE(channels, 22);
  head.writeUInt32LE(over.saidRate ?? rate, 24);
  head.writeUInt32LE(0, 28);
  head.writeUInt16LE(bytes * channels, 32);
  head.writeUInt16LE(bits, 34);
  if (extensible) head.writeUInt16LE(code, 44);
  head.write('data', head.length - 8, 'latin1');
  head.writeUInt32LE(data.length, head.length - 4);
  return Buffer.concat([head, data]);
}

function put(data: Buffer, at: number, code: number, bits: number, sample: number): void {
  if (code === 3) {
    if (bits === 32) data.writeFloatLE(sample, at);
    else data.writeDoubleLE(sample, at);
  } else if (code === 6 || code === 7) data[at] = companded(code, Math.round(sample * 0x7fff));
  else if (bits === 8) data[at] = 128 + Math.round(sample * 127);
  else if (bits > 8) data.writeIntLE(Math.round(sample * (2 ** (bits - 1) - 1)), at, bits / 8);
}

/** By the definition of G.711, not by our tables: so that a wrong table shows. */
function companded(code: 6 | 7, sample: number): number {
  const magnitude = Math.min(32_635, Math.abs(sample)) + (code === 7 ? 132 : 0);
  const exponent = magnitude < 256 ? 0 : 24 - Math.clz32(magnitude);
  if (code === 7) return ~((sample < 0 ? 0x80 : 0) | (exponent << 4) | ((magnitude >> (exponent + 3)) & 15)) & 0xff;
  const mantissa = (magnitude >> (exponent === 0 ? 4 : exponent + 3)) & 15;
  return ((sample < 0 ? 0 : 0x80) | (exponent << 4) | mantissa) ^ 0x55;
}
