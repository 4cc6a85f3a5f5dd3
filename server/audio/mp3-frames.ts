/** kbit/s of Layer III by index. Index 0 (a rate of one's own) and 15 are not used by anybody. Source: ISO 11172-3, 13818-3. */
const KBITS_MPEG_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const KBITS_MPEG_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const RATES = [44_100, 48_000, 32_000];

/** How far behind its tag the first frame may lie: some programs leave rubbish there. */
const SEARCHED_BYTES = 8_192;
/** Any two bytes may look like a frame; so many in a row do not happen by chance. */
const IN_A_ROW = 4;

/** The frames of an MP3 file, which are what it is: names and tags tell nothing. */
export interface Frames {
  /** Where the first one begins. */
  start: number;
  seconds: number;
}

interface Frame {
  bytes: number;
  seconds: number;
}

/** Undefined when the file is no MP3. */
export function findFrames(file: Buffer): Frames | undefined {
  const behindTag = lengthOfTag(file);
  const last = Math.min(file.length - 4, behindTag + SEARCHED_BYTES);
  for (let at = behindTag; at <= last; at++)
    if (beginsHere(file, at)) return { start: at, seconds: lengthFrom(file, at) };
  return undefined;
}

/** So many frames in a row, or fewer up to the very end of a short file. */
function beginsHere(file: Buffer, start: number): boolean {
  let at = start;
  for (let count = 0; count < IN_A_ROW; count++) {
    if (count > 1 && at >= file.length) return true;
    const frame = frameAt(file, at);
    if (!frame) return false;
    at += frame.bytes;
  }
  return true;
}

function lengthFrom(file: Buffer, start: number): number {
  let seconds = 0;
  for (let at = start; ; ) {
    const frame = frameAt(file, at);
    // Behind the last frame come tags; what lies behind those is not played.
    if (!frame || at + frame.bytes > file.length) return seconds;
    seconds += frame.seconds;
    at += frame.bytes;
  }
}

function frameAt(file: Buffer, at: number): Frame | undefined {
  if (at + 4 > file.length) return undefined;
  const head = file.readUInt32BE(at);
  const version = (head >>> 19) & 3;
  const isLayer3 = ((head >>> 17) & 3) === 1;
  if (head >>> 21 !== 0x7ff || version === 1 || !isLayer3) return undefined;
  const isMpeg1 = version === 3;
  const kbits = (isMpeg1 ? KBITS_MPEG_1 : KBITS_MPEG_2)[(head >>> 12) & 15];
  const rate = (RATES[(head >>> 10) & 3] ?? 0) / (isMpeg1 ? 1 : version === 2 ? 2 : 4);
  if (!kbits || !rate) return undefined;
  const samples = isMpeg1 ? 1152 : 576;
  const padding = (head >>> 9) & 1;
  return { bytes: Math.floor((samples * kbits * 125) / rate) + padding, seconds: samples / rate };
}

/** ID3v2: its length stands in four bytes of seven bits each. */
function lengthOfTag(file: Buffer): number {
  if (file.length < 10 || file.toString('latin1', 0, 3) !== 'ID3') return 0;
  const [a = 0, b = 0, c = 0, d = 0] = file.subarray(6, 10);
  return 10 + ((a & 0x7f) << 21) + ((b & 0x7f) << 14) + ((c & 0x7f) << 7) + (d & 0x7f);
}
