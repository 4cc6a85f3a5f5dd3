import type { Sound } from './sound.ts';

/** A Sound that knows how much of it is still being made: who turns the Clock waits for that. */
export interface CountedSound extends Sound {
  readonly underWay: number;
}

export function counted(sound: Sound): CountedSound {
  let underWay = 0;
  const counting = async <T>(work: Promise<T>): Promise<T> => {
    underWay += 1;
    try {
      return await work;
    } finally {
      underWay -= 1;
    }
  };
  return {
    speak: (text, how) => counting(sound.speak(text, how)),
    decode: (file, type) => counting(sound.decode(file, type)),
    play: (samples, times) => sound.play(samples, times),
    digits: (digits) => sound.digits(digits),
    ringback: () => sound.ringback(),
    holdMusic: () => sound.holdMusic(),
    recorder: (port, clock, options) => sound.recorder(port, clock, options),
    attune: (recorder) => counting(sound.attune(recorder)),
    beep: () => sound.beep(),
    room: () => sound.room(),
    bridge: (a, b, recorder) => sound.bridge(a, b, recorder),
    get underWay() {
      return underWay;
    },
  };
}
