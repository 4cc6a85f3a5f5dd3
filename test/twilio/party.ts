/**
 * The seam of the local Twilio: whoever can be on a call is a Party, and the switch (TwiML, legs, bridges) knows nothing else of it.
 * Three kinds: a browser with the Voice SDK (`signalling/`), a phone of the public network and a client without an SDK (both
 * driven by the Control API or the handset page).
 *
 * Sound is 8 kHz mono PCM in frames of 20 ms (160 samples, 16 bit signed), the rate of PCMU.
 */
export const SAMPLE_RATE = 8000;
export const FRAME_MS = 20;
export const FRAME_SAMPLES = 160;

/** Something that can be listened to. Pulled once per frame; answers null when it has ended (a played file), never waits. */
export interface AudioSource {
  pull(): Int16Array | null;
}

/** A party's ear and mouth. */
export interface AudioPort {
  /** What the party says, frame by frame, until `signal` is aborted. */
  listen(onFrame: (pcm: Int16Array) => void, signal: AbortSignal): void;
  /** What the party hears from now on; null is silence. `onEnd` is called once when the source has ended. */
  hear(source: AudioSource | null, onEnd?: () => void): void;
}

/** Why a party that was rung did not answer, or could not be rung. */
export type Refusal = 'busy' | 'declined' | 'no-answer' | 'failed';

export interface Invite {
  callSid: string;
  /** As shown to the party: E.164, `client:name`, or the keypad spelling of a withheld number. */
  from: string;
  to: string;
  /** `<Parameter>`s of a `<Client>`; empty for phones. */
  parameters: Record<string, string>;
}

export interface PartyEvents {
  /** The party picked up; the media path may still be coming up. */
  answered(): void;
  /** The party declined, was busy or could not be reached. */
  refused(why: Refusal): void;
  /** The party hung up after answering, or gave up while its own call rang, or was lost. */
  hungUp(): void;
  /** A DTMF digit: 0–9, *, #, A–D. */
  digit(digit: string): void;
}

/** One party on one call. A party that calls in is born already calling; a party that is rung starts with `ring`. */
export interface Party {
  readonly kind: 'sdk' | 'client' | 'phone';
  /** `client:<identity>` or the phone number, E.164. */
  readonly address: string;
  readonly audio: AudioPort;
  /** Events go to one listener: the leg that owns the party. Those that came before it was set are delivered at once. */
  attach(events: PartyEvents): void;
  /** Rings the party. For a party that called in: tells it that the far end rings (`earlyMedia`: that it already hears something). */
  ring(invite: Invite): void;
  showRinging(callSid: string, earlyMedia: boolean): void;
  /** The switch answers a party that called in. */
  answer(): void;
  /** Ends the party's part in the call whatever its state: cancels a ringing one, hangs up on an answered one, refuses a calling one. */
  end(reason?: { code: number; message: string }): void;
}
