import type { Room } from '#test/twilio/switch/room.ts';
import { LegRecorder } from './leg-recorder.ts';
import { Mixer } from './mixer.ts';
import { type Pacer, realTimePacer } from './pacer.ts';

/** A conference's sound. */
export function openRoom(pacer: Pacer = realTimePacer): Room {
  const mixer = new Mixer(pacer);
  // As if the whole mix were one person who speaks.
  const everybody = {
    listen: (onFrame: (frame: Int16Array) => void, signal: AbortSignal) =>
      pacer.subscribe(() => onFrame(mixer.whole()), signal),
    hear: () => {},
  };
  return {
    join: (port, options) => mixer.join(port, options),
    play: (source, options) => mixer.play(source, options),
    recorder: (clock) => new LegRecorder(everybody, clock, {}, pacer),
  };
}
