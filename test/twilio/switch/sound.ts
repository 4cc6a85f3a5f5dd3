import type { AudioPort, AudioSource } from '#test/twilio/party.ts';

/** Sound as the switch needs it; `media/` makes it, and tests of the switch do without. */
export interface Sound {
  /** Text as 8 kHz speech. */
  speak(text: string, how: { language: string; voice: string }): Promise<Int16Array>;
  /** A sound file as 8 kHz samples; throws when it is none. */
  decode(file: Buffer): Promise<Int16Array>;
  /** The samples again and again: `times` times, 0 for ever. */
  play(samples: Int16Array, times: number): AudioSource;
  /** DTMF tones; `w` is half a second of silence. */
  digits(digits: string): AudioSource;
  /** What a caller hears while it rings. */
  ringback(): AudioSource;
  /** Lets two parties hear each other until `leave` is called. */
  bridge(a: AudioPort, b: AudioPort): { leave(): void };
}
