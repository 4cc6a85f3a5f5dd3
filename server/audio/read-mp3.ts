import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Decoder } from 'minimp3-wasm';
import type { Samples } from './wav.ts';

/** So much is decoded at a time: the decoder holds it all in one memory. */
const PIECE_SECONDS = 10;

/** Decodes MP3 frames (MPEG 1, 2 and 2.5, Layer III) by minimp3. Undefined where there is nothing to hear. */
export async function readMp3(frames: Buffer, mostSeconds: number): Promise<Samples | undefined> {
  const { instance } = await WebAssembly.instantiate(await decoderCode());
  const decoder = new Decoder(instance.exports, new Uint8Array(frames));
  const pieces: Float32Array[] = [];
  let rate = 0;
  let seconds = 0;
  while (seconds < mostSeconds) {
    const { pcm, numChannels, samplingRate } = decoder.decode(PIECE_SECONDS);
    if (pcm.length === 0 || numChannels < 1 || samplingRate < 1) break;
    // One file, one rate: what is glued on behind in another one is left out.
    if (rate !== 0 && samplingRate !== rate) break;
    rate = samplingRate;
    const piece = mono(pcm, numChannels);
    pieces.push(piece);
    seconds += piece.length / rate;
  }
  if (rate === 0) return undefined;
  const samples = new Float32Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    samples.set(piece, at);
    at += piece.length;
  }
  return { rate, samples };
}

function mono(pcm: Int16Array, channels: number): Float32Array {
  return Float32Array.from({ length: Math.floor(pcm.length / channels) }, (_, i) => {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) sum += pcm[i * channels + channel] ?? 0;
    return sum / channels / 0x8000;
  });
}

/** The package's own loader asks a web server for it. */
const decoderCode = async (): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await readFile(fileURLToPath(import.meta.resolve('minimp3-wasm/dist/decoder.opt.wasm'))));
