import { TELEPHONE_RATE, writeWav } from './wav.ts';

const BYTES_A_SECOND = TELEPHONE_RATE * 2;
/** Where music breaks off for an announcement, and goes on after it, it does not click. */
const FADE_IN_SECONDS = 0.2;
const FADE_OUT_SECONDS = 0.5;

/** How long one piece may be: no longer than two announcements may be apart. */
export const LONGEST_PIECE_SECONDS = 60;

/**
 * So many seconds of a loop, from `from` on, as a WAV file: cut by bytes, since whoever plays it can't be told to stop (Twilio's Play has
 * no end but the file's). `pcm`: 8 kHz, one channel, 16 bits; begun again as often as it takes.
 */
export function pieceOfMusic(pcm: Buffer, from: number, seconds: number): Buffer {
  const whole = pcm.length - (pcm.length % 2);
  const piece = Buffer.alloc(Math.round(seconds * TELEPHONE_RATE) * 2);
  if (whole === 0) return writeWav(piece, TELEPHONE_RATE);
  for (let at = 0, begin = (from * BYTES_A_SECOND) % whole; at < piece.length; begin = 0)
    at += pcm.copy(piece, at, begin, whole);
  fade(piece);
  return writeWav(piece, TELEPHONE_RATE);
}

function fade(piece: Buffer): void {
  const count = piece.length / 2;
  const softer = (at: number, factor: number) =>
    piece.writeInt16LE(Math.round(piece.readInt16LE(at * 2) * factor), at * 2);
  const fadeIn = Math.min(count, FADE_IN_SECONDS * TELEPHONE_RATE);
  const fadeOut = Math.min(count, FADE_OUT_SECONDS * TELEPHONE_RATE);
  for (let i = 0; i < fadeIn; i++) softer(i, i / fadeIn);
  for (let i = 0; i < fadeOut; i++) softer(count - 1 - i, i / fadeOut);
}
