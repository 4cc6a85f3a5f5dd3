import type { Tape, TapeChannels } from '#test/twilio/media/tape.ts';
import type { Call } from '#test/twilio/switch/call.ts';

export const RECORDING_TRACKS = ['both', 'inbound', 'outbound'] as const;
export type RecordingTrack = (typeof RECORDING_TRACKS)[number];

/** What made the recording. */
export type RecordingSource =
  | 'DialVerb'
  | 'RecordVerb'
  | 'OutboundAPI'
  | 'StartCallRecordingAPI'
  | 'StartCallRecordingTwiML'
  | 'Conference';

/** Why there is no sound: "the call recording was too short to be processed" (docs/api/errors/16101). */
export const TOO_SHORT = 16101;

/**
 * ```
 * in-progress ◄─► paused
 *      └──────┬──────┘
 *             ├─► processing ─► completed
 *             └─► absent
 * ```
 * Deleting keeps the resource for those who ask for deleted ones, without its sound.
 */
export type RecordingState =
  | { status: 'in-progress' | 'paused' }
  | { status: 'processing' | 'completed'; tape: Tape }
  | { status: 'absent'; errorCode: number }
  | { status: 'deleted'; seconds: number | null };

/** A Recording resource: what was recorded of a call (docs/voice/api/recording). */
export interface Recording {
  readonly sid: string;
  /** The parent leg, always. */
  readonly call: Call;
  /** Of the conference that was recorded; null: a call's. */
  readonly conferenceSid: string | null;
  readonly channels: 1 | 2;
  readonly track: RecordingTrack;
  readonly source: RecordingSource;
  readonly createdAt: Date;
  readonly startedAt: Date;
  updatedAt: Date;
  state: RecordingState;
}

/** Whole seconds of sound; null as long as nobody knows. */
export function durationOf({ state }: Recording): number | null {
  if (state.status === 'processing' || state.status === 'completed') return Math.round(state.tape.seconds);
  return state.status === 'deleted' ? state.seconds : null;
}

/**
 * The file's channels: the parent leg on the first, what it heard on the second; or both in one; or one of them
 * (`recordingTrack`: inbound is what Twilio receives from the parent, outbound what it sends there).
 */
export function channelsOf({ channels, track }: Pick<Recording, 'channels' | 'track'>): TapeChannels {
  if (track === 'inbound') return 'said';
  if (track === 'outbound') return 'heard';
  return channels === 2 ? 'both' : 'mixed';
}
