import { expect, it } from 'vitest';
import { defaultMusic } from './default-music.ts';
import { pieceOfMusic } from './music.ts';

const RATE = 8_000;
const secondsOf = (wav: Buffer) => (wav.length - 44) / 2 / RATE;
const samplesOf = (pcm: Buffer) => Array.from({ length: pcm.length / 2 }, (_, i) => pcm.readInt16LE(i * 2));
const loudest = (samples: number[]) => samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);

it('[req 35] makes music of our own that is gentle, never silent, and goes on where it began', () => {
  const samples = samplesOf(defaultMusic());
  expect(samples.length / RATE).toBe(48);
  expect(loudest(samples)).toBeLessThan(9_000);
  for (let at = 0; at < samples.length; at += RATE) expect(loudest(samples.slice(at, at + RATE))).toBeGreaterThan(500);
  const steps = samples.map((sample, i) => Math.abs(sample - (samples[(i + 1) % samples.length] ?? 0)));
  expect(steps.at(-1)).toBeLessThan(loudest(steps.slice(0, -1)));
});

it('[req 37] cuts as much music as fits between two announcements, from where it was', () => {
  const pcm = Buffer.alloc(10 * RATE * 2);
  for (let i = 0; i < pcm.length / 2; i++) pcm.writeInt16LE(Math.floor(i / RATE) * 100 + 100, i * 2);
  const at = (wav: Buffer, seconds: number) => wav.readInt16LE(44 + Math.round(seconds * RATE) * 2);
  const piece = pieceOfMusic(pcm, 3, 5);
  expect(secondsOf(piece)).toBe(5);
  expect([at(piece, 0.5), at(piece, 1.5), at(piece, 4.4)]).toEqual([400, 500, 800]);
  expect([at(piece, 0), at(piece, 4.9999)]).toEqual([0, 0]);

  // Over the end of the loop, and far beyond it.
  const over = pieceOfMusic(pcm, 108, 5);
  expect([at(over, 0.5), at(over, 1.5), at(over, 2.5)]).toEqual([900, 1000, 100]);
});

it('goes round in music that is shorter than what is asked for, and is silent where there is none', () => {
  const jingle = Buffer.alloc(RATE);
  jingle.fill(1);
  expect(secondsOf(pieceOfMusic(jingle, 7, 30))).toBe(30);
  expect(loudest(samplesOf(pieceOfMusic(Buffer.alloc(1), 0, 5).subarray(44)))).toBe(0);
});
