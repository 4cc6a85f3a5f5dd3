import type { Invite } from '#test/twilio/party.ts';
import type { HeardTone } from './tone-meter.ts';

/** How a phone behaves by itself. */
export interface PhoneBehaviour {
  /** `no-answer` rings until somebody answers or declines by hand. */
  whenRung: 'answers' | 'no-answer' | 'busy' | 'declines' | 'fails';
  /** Seconds of ringing before it answers or declines, by the Clock; 1 unless told. Busy and failed phones say so at once. */
  afterSeconds?: number;
  /** The tone it plays while it talks, Hz; silent unless told. */
  toneHz?: number;
}

/**
 * Where a phone is in its call:
 *
 *     idle ──rung──▶ ringing ──answer──▶ talking ──▶ ended
 *     calling ──far end rings──▶ waiting ──far end answers──▶ talking
 */
export type PhoneState =
  | { state: 'idle' }
  | { state: 'ringing'; invite: Invite }
  | { state: 'calling' }
  | { state: 'waiting'; callSid: string }
  | { state: 'talking' }
  | { state: 'ended'; by: 'phone' | 'network'; reason?: { code: number; message: string } };

/** What a phone has noticed of its call. */
export interface PhoneReport {
  state: PhoneState;
  /** As it was rung: who called, whom, with which parameters. */
  invite: Invite | undefined;
  heard: HeardTone[];
  /** Digits in what it heard. */
  digits: string;
  /** The last tenth of a second: level in dBFS and tones in Hz. */
  present: { level: number; tones: number[] };
}
