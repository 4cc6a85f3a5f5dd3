import { AudioFileError, type SoundData } from './sound-data.ts';
import { ALAW, FLOAT, type Format, PCM, soundOf, ULAW, word } from './wav.ts';

/** What an AIFC file says of how its samples are written, as WAV numbers it. AIFF itself has no such word. */
const FORMATS: Record<string, number> = {
  NONE: PCM,
  twos: PCM,
  sowt: PCM,
  fl32: FLOAT,
  FL32: FLOAT,
  fl64: FLOAT,
  FL64: FLOAT,
  ulaw: ULAW,
  ULAW: ULAW,
  alaw: ALAW,
  ALAW: ALAW,
};
const LITTLE_ENDIAN = 'sowt';
/** Offset and block size, before the samples. */
const HEAD_OF_SOUND_BYTES = 8;

export const isAiff = (file: Uint8Array): boolean =>
  word(file, 0) === 'FORM' && ['AIFF', 'AIFC'].includes(word(file, 8));

/** Reads an AIFF or AIFC file: PCM in either byte order, float, μ-law or A-law. Throws `AudioFileError`. */
export function readAiff(file: Uint8Array): SoundData {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let common: Uint8Array | undefined;
  let sound: Uint8Array | undefined;
  for (let at = 12; at + 8 <= file.length; ) {
    const length = view.getUint32(at + 4);
    const chunk = file.subarray(at + 8, at + 8 + length);
    if (word(file, at) === 'COMM') common = chunk;
    if (word(file, at) === 'SSND') sound = chunk.subarray(HEAD_OF_SOUND_BYTES);
    at += 8 + length + (length % 2);
  }
  if (!common || common.length < 18 || !sound) throw new AudioFileError('This AIFF file has no sound in it.');
  const compression = common.length >= 22 ? word(common, 18) : 'NONE';
  const format = readFormat(common, compression);
  return soundOf(compression === LITTLE_ENDIAN ? sound : inWavOrder(sound, format), format, 'AIFF');
}

function readFormat(common: Uint8Array, compression: string): Format {
  const view = new DataView(common.buffer, common.byteOffset, common.byteLength);
  const code = FORMATS[compression];
  if (code === undefined) throw new AudioFileError(`An AIFF file with ${compression} sound can't be played.`);
  const isG711 = code === ULAW || code === ALAW;
  return {
    code,
    channels: view.getUint16(0),
    // Samples of an odd number of bits fill whole bytes, from the top. G.711 files say how many there were before.
    bits: isG711 ? 8 : Math.ceil(view.getUint16(6) / 8) * 8,
    sampleRate: extended(view, 8),
  };
}

/** A number of 80 bits: the sign and an exponent, then 64 bits that begin with the one before the point. */
function extended(view: DataView, at: number): number {
  const exponent = (view.getUint16(at) & 0x7fff) - 16_383;
  return Math.round(view.getUint32(at + 2) * 2 ** (exponent - 31));
}

/** AIFF writes the highest byte of a sample first, and a single one with its sign. */
function inWavOrder(data: Uint8Array, { code, bits }: Format): Uint8Array {
  const bytes = bits / 8;
  const turned = data.slice();
  if (bytes === 1) return code === PCM ? turned.map((byte) => byte ^ 0x80) : turned;
  for (let at = 0; bytes > 0 && at + bytes <= turned.length; at += bytes) turned.subarray(at, at + bytes).reverse();
  return turned;
}
