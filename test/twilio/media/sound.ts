import { BEEP_MS } from '#test/twilio/switch/playing.ts';
import type { Sound } from '#test/twilio/switch/sound.ts';
import { loop, pcm, sequence, silence, tone } from './audio-source.ts';
import { dtmfTones } from './dtmf.ts';
import { LegRecorder } from './leg-recorder.ts';
import { openRoom } from './mixed-room.ts';
import { Mixer } from './mixer.ts';
import { SoundMaker } from './sound-maker.ts';

/** North America's ringing tone, which Twilio plays unless `ringTone` says otherwise: 440 + 480 Hz, two seconds in six. */
const RINGBACK_HZ = [440, 480];
const RINGBACK_ON_MS = 2000;
const RINGBACK_OFF_MS = 4000;

/** Two soft chords, C and F: in place of Twilio's classical playlist, which nothing on this machine has. */
const HOLD_CHORDS = [
  [262, 330, 392],
  [349, 440, 523],
];
const CHORD_MS = 1000;

const BEEP_HZ = 1000;

/** All that the switch needs to be heard. `close` ends the thread that makes speech and reads files. */
export function openSound(): Sound & { close(): Promise<void> } {
  const maker = new SoundMaker();
  return {
    speak: (text, how) => maker.speak(text, how),
    decode: (file, type) => maker.decode(file, type),
    play: (samples, times) => loop(() => pcm(samples), times),
    digits: dtmfTones,
    ringback: () => loop(() => sequence(tone(RINGBACK_HZ, RINGBACK_ON_MS), silence(RINGBACK_OFF_MS))),
    holdMusic: () => loop(() => sequence(...HOLD_CHORDS.map((hz) => tone(hz, CHORD_MS)), silence(CHORD_MS))),
    recorder: (port, clock, options) => new LegRecorder(port, clock, options),
    attune: (recorder) => recorder.attuned(),
    beep: () => tone(BEEP_HZ, BEEP_MS),
    room: () => openRoom(),
    bridge(a, b, recorder) {
      const mixer = new Mixer();
      const members = [mixer.join(a, recorder ? { wrap: (source) => recorder.hearing(source) } : {}), mixer.join(b)];
      return {
        leave() {
          for (const member of members) member.leave();
        },
      };
    },
    close: () => maker.close(),
  };
}
