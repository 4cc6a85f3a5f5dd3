import { RECORDING_TRACKS, type RecordingTrack } from '#test/twilio/recording/recording.ts';
import type { RecordingPlan } from '#test/twilio/switch/dial-recording.ts';
import { oneOf } from './attributes.ts';
import { callbackAttributes, type ReadCallback, recordingSubscriptionOf } from './recording-subscription.ts';
import type { VerbContext } from './verb.ts';

const WHAT = {
  'record-from-answer': { from: 'answer', channels: 1 },
  'record-from-ringing': { from: 'ringing', channels: 1 },
  'record-from-answer-dual': { from: 'answer', channels: 2 },
  'record-from-ringing-dual': { from: 'ringing', channels: 2 },
  // The attribute's first form, which old documents still have.
  true: { from: 'answer', channels: 1 },
} as const;

const RECORD_VALUES = [
  'do-not-record',
  'false',
  'true',
  'record-from-answer',
  'record-from-ringing',
  'record-from-answer-dual',
  'record-from-ringing-dual',
] as const;

/** Attributes of a `<Dial>` that say what is recorded (docs/voice/twiml/dial, record). */
export const RECORDING_ATTRIBUTES = {
  record: oneOf(RECORD_VALUES, 'do-not-record', '13217'),
  trim: oneOf(['do-not-trim', 'trim-silence'], 'do-not-trim'),
  recordingTrack: oneOf(RECORDING_TRACKS, 'both'),
  ...callbackAttributes(),
};

interface Read extends ReadCallback {
  record: (typeof RECORD_VALUES)[number];
  trim: 'do-not-trim' | 'trim-silence';
  recordingTrack: RecordingTrack;
}

/** What a `<Dial>` records; null for nothing. */
export function recordingPlanOf(read: Read, context: VerbContext): RecordingPlan | null {
  const subscription = recordingSubscriptionOf(read, context);
  if (read.record === 'do-not-record' || read.record === 'false') return null;
  return {
    ...WHAT[read.record],
    track: read.recordingTrack,
    trim: read.trim === 'trim-silence',
    subscription,
  };
}
