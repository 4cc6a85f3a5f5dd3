import { loop, pcm, sequence, silence, tone } from '#test/twilio/media/audio-source.ts';
import { dtmfTones } from '#test/twilio/media/dtmf.ts';
import { Mixer } from '#test/twilio/media/mixer.ts';
import type { Sound } from './sound.ts';

/** A second of 425 Hz, three of silence: what a ringing line sounds like in Europe. */
const RINGBACK_HZ = 425;
const RINGBACK_ON_MS = 1000;
const RINGBACK_OFF_MS = 3000;

/** The switch's sound, made of real audio. */
export function mediaSound(voice: Pick<Sound, 'speak' | 'decode'>): Sound {
  return {
    speak: voice.speak,
    decode: voice.decode,
    play: (samples, times) => loop(() => pcm(samples), times),
    digits: dtmfTones,
    ringback: () => loop(() => sequence(tone(RINGBACK_HZ, RINGBACK_ON_MS), silence(RINGBACK_OFF_MS))),
    bridge(a, b) {
      const mixer = new Mixer();
      const here = mixer.join(a);
      const there = mixer.join(b);
      const leave = () => {
        here.leave();
        there.leave();
      };
      return { leave };
    },
  };
}
