import { expect, it } from 'vitest';
import { silence, tone } from '#test/twilio/media/audio-source.ts';
import { listenAt } from './silences.ts';

/** A phone at which these are heard, one after the other, ms each. */
function heard(...parts: readonly { sound: boolean; ms: number }[]) {
  let tell: (frame: Int16Array) => void = () => undefined;
  const pacer = { tick: 0, subscribe: () => undefined };
  const phone = {
    overhear(onFrame: (frame: Int16Array) => void) {
      tell = onFrame;
    },
  };
  const ear = listenAt(phone, new AbortController().signal, pacer);
  for (const { sound, ms } of parts) {
    const source = sound ? tone(600, ms) : silence(ms);
    for (let frame = source.pull(); frame; frame = source.pull()) {
      pacer.tick += 1;
      tell(frame);
    }
  }
  return ear;
}
const sound = (ms: number) => ({ sound: true, ms });
const nothing = (ms: number) => ({ sound: false, ms });

it('tells how long each silence was', () => {
  const ear = heard(sound(200), nothing(300), sound(100), nothing(80), sound(100));
  expect(ear.silences(1, ear.now() + 1)).toEqual([300, 80]);
});

it('counts a silence that has not ended, and none from before', () => {
  const ear = heard(nothing(400), sound(100), nothing(200));
  expect(ear.silences(21, ear.now() + 1)).toEqual([200]);
  expect(ear.silences(31, ear.now() + 1)).toEqual([100]);
});

it('takes two lost frames for no silence', () => {
  const ear = heard(sound(100), nothing(40), sound(100));
  expect(ear.silences(1, ear.now() + 1)).toEqual([]);
});

it('knows whether anything was heard since', () => {
  const ear = heard(sound(100), nothing(100));
  expect(ear.hasHeardSince(5)).toBe(true);
  expect(ear.hasHeardSince(6)).toBe(false);
});
