/** Bit rates of Layer III, kbit/s, by index (ISO 11172-3 and 13818-3). 0 ("free format") and 15 are refused. */
const KBITS_MPEG1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const KBITS_MPEG2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const RATES_MPEG1 = [44_100, 48_000, 32_000];

const LAYER_3 = 1;
const MPEG1 = 3;
const MPEG2 = 2;
const MPEG25 = 0;

/** Length in bytes of the Layer III frame that begins at `at`; undefined when none does. */
export function mp3FrameLength(file: Uint8Array, at: number): number | undefined {
  const [sync = 0, version = 0, rates = 0] = file.subarray(at, at + 4);
  if (at + 4 > file.length || sync !== 0xff || (version & 0xe0) !== 0xe0) return undefined;
  const mpeg = (version >> 3) & 3;
  if (((version >> 1) & 3) !== LAYER_3 || mpeg === 1) return undefined;
  const kbits = (mpeg === MPEG1 ? KBITS_MPEG1 : KBITS_MPEG2)[rates >> 4];
  const rate = RATES_MPEG1[(rates >> 2) & 3];
  if (!kbits || !rate) return undefined;
  const sampleRate = mpeg === MPEG25 ? rate / 4 : mpeg === MPEG2 ? rate / 2 : rate;
  const padding = (rates >> 1) & 1;
  return Math.floor(((mpeg === MPEG1 ? 144 : 72) * kbits * 1000) / sampleRate) + padding;
}
