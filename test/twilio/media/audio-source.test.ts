import { expect, it } from 'vitest';
import type { AudioSource } from '#test/twilio/party.ts';
import { loop, pcm, sequence, silence, tapped, tone } from './audio-source.ts';

function framesOf(source: AudioSource, most = 1000): Int16Array[] {
  const frames: Int16Array[] = [];
  for (let frame = source.pull(); frame && frames.length < most; frame = source.pull()) frames.push(frame);
  return frames;
}

it('plays for the time it was told, in whole frames', () => {
  expect(framesOf(silence(1000))).toHaveLength(50);
  expect(framesOf(tone(440, 90))).toHaveLength(5);
  expect(framesOf(silence(), 100)).toHaveLength(100);
});

it('plays samples to the last, and fills up the last frame', () => {
  const frames = framesOf(pcm(new Int16Array(170).fill(7)));
  expect(frames.map((frame) => frame.length)).toEqual([160, 160]);
  expect(frames[1]?.slice(8, 12)).toEqual(Int16Array.of(7, 7, 0, 0));
});

it('plays one after the other, and again as often as asked', () => {
  const twoFrames = () => sequence(pcm(new Int16Array(160).fill(1)), pcm(new Int16Array(160).fill(2)));
  expect(framesOf(loop(twoFrames, 2)).map((frame) => frame[0])).toEqual([1, 2, 1, 2]);
  expect(framesOf(loop(twoFrames, 0), 7)).toHaveLength(7);
});

it('ends a loop around nothing', () => {
  expect(framesOf(loop(() => pcm(new Int16Array(0)), 0))).toHaveLength(0);
});

it('shows each frame to who taps it', () => {
  const seen: Int16Array[] = [];
  expect(framesOf(tapped(silence(60), (frame) => seen.push(frame)))).toHaveLength(3);
  expect(seen).toHaveLength(3);
});
