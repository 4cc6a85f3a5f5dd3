/** G.711: the two logarithmic codes of the telephone network (ITU-T G.711). Tables instead of arithmetic per sample: 50 frames a second and call. */
const BIAS = 0x84;
const CLIP = 32635;

function ulawByte(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), CLIP) + BIAS;
  const exponent = 31 - Math.clz32(magnitude) - 7;
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}

function ulawSample(byte: number): number {
  const bits = ~byte & 0xff;
  const magnitude = ((((bits & 0x0f) << 3) + BIAS) << ((bits & 0x70) >> 4)) - BIAS;
  return bits & 0x80 ? -magnitude : magnitude;
}

function alawSample(byte: number): number {
  const bits = byte ^ 0x55;
  const exponent = (bits & 0x70) >> 4;
  const mantissa = ((bits & 0x0f) << 4) + 8;
  const magnitude = exponent === 0 ? mantissa : (mantissa + 0x100) << (exponent - 1);
  return bits & 0x80 ? magnitude : -magnitude;
}

const ULAW_TO_LINEAR = Int16Array.from({ length: 256 }, (_, byte) => ulawSample(byte));
const ALAW_TO_LINEAR = Int16Array.from({ length: 256 }, (_, byte) => alawSample(byte));
const LINEAR_TO_ULAW = Uint8Array.from({ length: 65536 }, (_, word) => ulawByte(word > 32767 ? word - 65536 : word));

/** μ-law silence, as it goes over the wire. */
export const ULAW_SILENCE = ulawByte(0);

/** 16-bit PCM → μ-law, one byte a sample. */
export function encodeUlaw(pcm: Int16Array): Uint8Array {
  const bytes = new Uint8Array(pcm.length);
  for (let i = 0; i < pcm.length; i++) bytes[i] = LINEAR_TO_ULAW[(pcm[i] ?? 0) & 0xffff] ?? ULAW_SILENCE;
  return bytes;
}

/** μ-law → 16-bit PCM. */
export const decodeUlaw = (bytes: Uint8Array): Int16Array => decode(bytes, ULAW_TO_LINEAR);

/** A-law → 16-bit PCM. */
export const decodeAlaw = (bytes: Uint8Array): Int16Array => decode(bytes, ALAW_TO_LINEAR);

function decode(bytes: Uint8Array, table: Int16Array): Int16Array {
  const pcm = new Int16Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) pcm[i] = table[bytes[i] ?? 0] ?? 0;
  return pcm;
}
