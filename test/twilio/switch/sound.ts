import type { Clock } from '#shared/time.ts';
import type { Tape } from '#test/twilio/media/tape.ts';
import type { AudioPort, AudioSource } from '#test/twilio/party.ts';
import type { Room } from './room.ts';

export interface RecorderOptions {
  /**
   * Told when the party begins and ceases to speak. Who speaks while the Clock is turned then goes on speaking, on the tape too, as
   * somebody who leaves a message does; without it the tape has silence there.
   */
  onVoice?(speaks: boolean): void;
}

/** Records a leg from `start` to `stop`: what its party says, and what it hears of the sources that went through `hearing`. */
export interface Recorder {
  hearing(source: AudioSource): AudioSource;
  /** A frame that the party has just heard: for what does not go through `hearing`. */
  heard(frame: Int16Array): void;
  start(): void;
  /** `silence`: the pause is silent; `skip`: it is not on the tape. */
  pause(how: 'silence' | 'skip'): void;
  resume(): void;
  /** Resolves when it has listened long enough since its start to know whether the party speaks. */
  attuned(): Promise<void>;
  /** Empty when it was never started. */
  stop(): Tape;
}

/** Sound as the switch needs it; `media/` makes it, and tests of the switch do without. */
export interface Sound {
  /** Text as 8 kHz speech. */
  speak(text: string, how: { language: string; voice: string }): Promise<Int16Array>;
  /** A sound file of this media type as 8 kHz samples; throws when it is none. */
  decode(file: Buffer, type?: string): Promise<Int16Array>;
  /** The samples again and again: `times` times, 0 for ever. */
  play(samples: Int16Array, times: number): AudioSource;
  /** DTMF tones; `w` is half a second of silence. */
  digits(digits: string): AudioSource;
  /** What a caller hears while it rings. */
  ringback(): AudioSource;
  /** What a caller hears who waits, where nobody has said what else. Without end. */
  holdMusic(): AudioSource;
  recorder(port: AudioPort, clock: Clock, options?: RecorderOptions): Recorder;
  /** `recorder.attuned()`, for which a Clock that is being turned waits. */
  attune(recorder: Recorder): Promise<void>;
  /** What tells a caller to begin. */
  beep(): AudioSource;
  /** Where any number of legs hear each other. */
  room(): Room;
  /** Lets two parties hear each other until `leave` is called; `recorder`, of `a`'s leg, takes what `a` hears. */
  bridge(a: AudioPort, b: AudioPort, recorder?: Recorder): { leave(): void };
}
