import { expect, it } from 'vitest';
import type { AudioSource } from '#test/twilio/party.ts';
import { pcm, sequence, silence, tone } from './audio-source.ts';
import { decodeUlaw, encodeUlaw } from './g711.ts';
import { ToneMeter } from './tone-meter.ts';

/** What the meter makes of a source after it went over a telephone line; its clock moves with the sound. */
function measured(source: AudioSource): ToneMeter {
  let ms = 0;
  const meter = new ToneMeter(() => new Date(ms));
  for (let frame = source.pull(); frame; frame = source.pull()) {
    ms += 20;
    meter.push(decodeUlaw(encodeUlaw(frame)));
  }
  return meter;
}

it.each([250, 425, 440, 697, 1000, 1004, 1633, 2345, 3300])('names a tone of %i Hz to 2 Hz', (hz) => {
  const [heard, ...others] = measured(tone(hz, 1000)).heard();
  expect(others).toEqual([]);
  expect(Math.abs((heard?.hz ?? 0) - hz)).toBeLessThanOrEqual(2);
  expect(heard?.level).toBeGreaterThan(-15);
  expect(heard?.level).toBeLessThan(-13);
  expect(heard?.heardMs).toBe(1000);
});

it('tells when a tone was first and last heard, and how long', () => {
  const meter = measured(sequence(silence(1000), tone(440, 500), silence(500), tone(440, 500), silence(500)));
  const [heard] = meter.heard();
  expect(heard?.firstAt.getTime()).toBeGreaterThanOrEqual(1000);
  expect(heard?.firstAt.getTime()).toBeLessThanOrEqual(1300);
  expect(heard?.lastAt.getTime()).toBe(2500);
  expect(heard?.heardMs).toBeGreaterThanOrEqual(900);
  expect(meter.present()).toEqual({ level: -Infinity, tones: [] });
});

it('hears two tones at once', () => {
  const heard = measured(tone([440, 1000], 1000)).heard();
  expect(heard.map((one) => one.hz).sort((a, b) => a - b)).toEqual([440, 1000]);
});

it('hears no tone in noise, in silence or in a sweep', () => {
  let seed = 1;
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647 - 0.5;
  };
  expect(measured(pcm(Int16Array.from({ length: 16_000 }, () => 16_000 * random()))).heard()).toEqual([]);
  expect(measured(silence(2000)).heard()).toEqual([]);
  const sweep = Int16Array.from(
    { length: 16_000 },
    (_, i) => 8000 * Math.sin(2 * Math.PI * (300 + i / 16) * (i / 8000)),
  );
  expect(measured(pcm(sweep)).heard()).toEqual([]);
});
