import { describe, expect, it } from 'vitest';
import { FRAME_SAMPLES } from '#test/twilio/party.ts';
import { tone } from './audio-source.ts';
import { recordedSound } from './recorded-sound.ts';
import { Tape, type TapedFrame } from './tape.ts';

const near = (hz: number) => expect.closeTo(hz, -1);

/** A second of silence, a second of sound on both tracks, a second of silence. */
function threeSeconds(): Tape {
  const [said, heard] = [tone(500), tone(1200)];
  const frames = new Map<number, TapedFrame>();
  for (let at = 50; at < 100; at++) {
    frames.set(at, { said: said.pull() ?? new Int16Array(), heard: heard.pull() ?? new Int16Array() });
  }
  return new Tape(frames, 150);
}

describe('a tape', () => {
  it.each([
    ['both', [[500], [1200]]],
    ['mixed', [[500, 1200]]],
    ['said', [[500]]],
    ['heard', [[1200]]],
  ] as const)('as a file with %s', (channels, tones) => {
    const sound = recordedSound(threeSeconds().wav(channels));
    expect(sound.seconds).toBe(3);
    expect(sound.channels.map((channel) => channel.tones)).toEqual(tones.map((expected) => expected.map(near)));
  });

  it('keeps sound at its time', () => {
    const [said] = recordedSound(threeSeconds().wav('both')).channels;
    const energy = (from: number, to: number) =>
      said?.samples.subarray(from * 8000, to * 8000).some((one) => one !== 0);
    expect([energy(0, 1), energy(1, 2), energy(2, 3)]).toEqual([false, true, false]);
  });

  it('loses the silence at both ends when it is trimmed, and nothing in between', () => {
    const trimmed = threeSeconds().trimmed();
    expect(trimmed.seconds).toBe(1);
    const { channels } = recordedSound(trimmed.wav('both'));
    expect(channels.map((channel) => channel.tones)).toEqual([[near(500)], [near(1200)]]);
    expect(trimmed.trimmed().seconds).toBe(1);
  });

  it('with nothing but silence is empty when it is trimmed', () => {
    expect(new Tape(new Map([[3, { said: new Int16Array(FRAME_SAMPLES).fill(20) }]]), 50).trimmed().length).toBe(0);
  });

  it('does not wrap around where both are loud at once', () => {
    const loud = new Int16Array(FRAME_SAMPLES).fill(30_000);
    const [mixed] = recordedSound(new Tape(new Map([[0, { said: loud, heard: loud }]]), 1).wav('mixed')).channels;
    expect(mixed?.samples.every((sample) => sample === 32_767)).toBe(true);
  });
});
