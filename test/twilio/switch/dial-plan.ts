import type { Instruction } from '#test/twilio/twiml/verb.ts';
import type { Call } from './call.ts';
import type { FinalStatus } from './call-status.ts';
import type { RecordingPlan } from './dial-recording.ts';
import type { StatusSubscription } from './status-callbacks.ts';

/** One noun of a Dial. */
export interface Branch {
  kind: 'client' | 'number';
  /** Identity or E.164 number. */
  name: string;
  /** `client:name` or the number, as the leg's To shows it. */
  to: string;
  from: string;
  /** `<Parameter>`s of a client. */
  parameters: Record<string, string>;
  sendDigits: string;
  /** Runs on the callee between answer and bridge. */
  whisper: Instruction | null;
  subscription: StatusSubscription | undefined;
  /** Why it can't even be tried. */
  impossible: boolean;
}

export interface DialPlan {
  branches: Branch[];
  /** How long it rings, Twilio's 5 s of grace included. */
  ringMs: number;
  talkMs: number;
  hangupOnStar: boolean;
  /** One after the other instead of all at once. */
  sequential: boolean;
  /** Null: nothing is recorded. */
  recording: RecordingPlan | null;
}

export interface DialResult {
  /** `answered` is a conference's. */
  status: FinalStatus | 'answered';
  /** The leg that was talked to, or the last that was rung. */
  leg: Call | null;
  bridged: boolean;
  /** Null when the leg was taken away by REST while it talked. */
  talkedSeconds: number | null;
  /** Where the recording's file will be; null when there is none. */
  recordingUrl: string | null;
  /** Of the one who was talked to, where she came out of a queue. */
  waited?: { queueSid: string; seconds: number };
}

/** How a Dial with several branches ended of which none was answered. */
const WORST_FIRST: FinalStatus[] = ['no-answer', 'busy', 'canceled', 'failed'];

export function statusOf(outcomes: FinalStatus[]): FinalStatus {
  return WORST_FIRST.find((status) => outcomes.includes(status)) ?? 'failed';
}
