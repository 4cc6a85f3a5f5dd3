import type { Clock } from '#shared/time.ts';
import type { AudioPort, AudioSource } from '#test/twilio/party.ts';
import type { Recorder } from './sound.ts';

/** A leg's place in a room. */
export interface Seat {
  /** While true nobody hears this leg. */
  muted: boolean;
  /** Who alone hears this leg (a coach's); null: everybody. */
  onlyTo: Seat | null;
  /** Lets the leg hear the others again, after it was given something else to hear. */
  listen(): void;
  /** The others go on; the leg hears silence until it is given something else to hear. */
  leave(): void;
}

/** Where any number of legs hear each other, and nobody themselves. */
export interface Room {
  /** From now on the leg hears the others; `onVoice` is told when it begins and ceases to speak. */
  join(port: AudioPort, options?: { onVoice?: (speaks: boolean) => void }): Seat;
  /** Plays a sound to all but `except`; `onEnd` is called once it has been heard. */
  play(source: AudioSource, options?: { except?: Seat; onEnd?: () => void }): { stop(): void };
  /** Records what is said to everybody: a coach's whispers and what is heard on hold are not in it. */
  recorder(clock: Clock): Recorder;
}
