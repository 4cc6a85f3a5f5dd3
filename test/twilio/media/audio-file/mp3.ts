import { readFile } from 'node:fs/promises';
import { Decoder } from 'minimp3-wasm';
import { mp3FrameLength } from './mp3-frame.ts';
import { AudioFileError, mixDown, type SoundData } from './sound-data.ts';

/** How far into a file its first frame may lie, behind a tag: editors leave some rubbish there. */
const SEARCHED_BYTES = 4096;
/** Frames that must follow each other before a file counts as MP3; a short file may have fewer, up to its end. */
const FRAMES_IN_A_ROW = 3;

/** Where the sound of an MP3 file begins; undefined when it is none. */
export function startOfMp3(file: Uint8Array): number | undefined {
  const begin = lengthOfId3(file);
  const last = Math.min(file.length - 4, begin + SEARCHED_BYTES);
  for (let at = begin; at <= last; at++) if (framesFollow(file, at)) return at;
  return undefined;
}

/** Reads an MP3 file (MPEG 1, 2 or 2.5, Layer III). Throws `AudioFileError`. */
export async function readMp3(file: Uint8Array): Promise<SoundData> {
  const start = startOfMp3(file);
  if (start === undefined) throw new AudioFileError('This is no MP3 file.');
  // A fresh instance per file: the decoder keeps everything in one memory that only grows.
  const { exports } = await WebAssembly.instantiate(await decoder());
  const decoding = new Decoder(exports, file.subarray(start));
  const { pcm, samplingRate, numChannels } = decoding.decode(decoding.duration);
  if (pcm.length === 0 || numChannels === 0) throw new AudioFileError('This MP3 file has no sound in it.');
  return { samples: mixDown(pcm, numChannels, 1 / 32768), sampleRate: samplingRate };
}

let compiled: Promise<WebAssembly.Module> | undefined;

/** minimp3 (public domain, CC0), compiled; the package's own loader can only fetch it from a web server. */
function decoder(): Promise<WebAssembly.Module> {
  compiled ??= readFile(new URL(import.meta.resolve('minimp3-wasm/dist/decoder.opt.wasm'))).then((code) =>
    WebAssembly.compile(new Uint8Array(code)),
  );
  return compiled;
}

function framesFollow(file: Uint8Array, start: number): boolean {
  let at = start;
  for (let frame = 0; frame < FRAMES_IN_A_ROW; frame++) {
    if (frame > 0 && at >= file.length) return true;
    const length = mp3FrameLength(file, at);
    if (length === undefined) return false;
    at += length;
  }
  return true;
}

/** ID3v2: ten bytes of head, the length in four bytes of seven bits. */
function lengthOfId3(file: Uint8Array): number {
  if (String.fromCharCode(...file.subarray(0, 3)) !== 'ID3') return 0;
  const [a = 0, b = 0, c = 0, d = 0] = file.subarray(6, 10);
  return 10 + ((a & 0x7f) << 21) + ((b & 0x7f) << 14) + ((c & 0x7f) << 7) + (d & 0x7f);
}
