import { RECORDING_TRACKS, type RecordingTrack } from '#test/twilio/recording/recording.ts';
import { readRecordingEvents } from '#test/twilio/recording/recording-callbacks.ts';
import type { RecordingPlan } from '#test/twilio/switch/dial-recording.ts';
import { httpMethod, oneOf, text } from './attributes.ts';
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
  recordingStatusCallback: text(),
  recordingStatusCallbackMethod: httpMethod(),
  recordingStatusCallbackEvent: text('completed'),
};

interface Read {
  record: (typeof RECORD_VALUES)[number];
  trim: 'do-not-trim' | 'trim-silence';
  recordingTrack: RecordingTrack;
  recordingStatusCallback: string;
  recordingStatusCallbackMethod: 'GET' | 'POST';
  recordingStatusCallbackEvent: string;
}

/** What a `<Dial>` records; null for nothing. Warns about events that don't exist. */
export function recordingPlanOf(read: Read, context: VerbContext): RecordingPlan | null {
  const { events, unknown } = readRecordingEvents(read.recordingStatusCallbackEvent);
  if (unknown.length > 0) context.warn('12200', `recordingStatusCallbackEvent: ${unknown.join(' ')}`);
  const url = read.recordingStatusCallback === '' ? null : context.resolve(read.recordingStatusCallback);
  if (read.record === 'do-not-record' || read.record === 'false') return null;
  return {
    ...WHAT[read.record],
    track: read.recordingTrack,
    trim: read.trim === 'trim-silence',
    subscription: url === null ? undefined : { url, method: read.recordingStatusCallbackMethod, events },
  };
}
