import { RECORDING_TRACKS } from '#test/twilio/recording/recording.ts';
import { recordCall } from '#test/twilio/switch/call-recording.ts';
import { oneOf, readAttributes, text } from './attributes.ts';
import type { Element } from './document.ts';
import { callbackAttributes, recordingSubscriptionOf } from './recording-subscription.ts';
import type { VerbContext } from './verb.ts';

const ATTRIBUTES = {
  done: {
    name: text(),
    channels: oneOf(['dual', 'mono'], 'dual'),
    track: oneOf(RECORDING_TRACKS, 'both'),
    trim: oneOf(['trim-silence', 'do-not-trim'], 'trim-silence'),
    ...callbackAttributes(),
  },
} as const;

/** The `<Recording>` of a `<Start>` (docs/voice/twiml/recording): records the leg from now on, whatever it does next. */
export function startRecording(noun: Element, context: VerbContext): void {
  const { call, services, warn } = context;
  const read = readAttributes(noun, ATTRIBUTES, warn);
  const recording = recordCall(
    call,
    {
      channels: read.channels === 'dual' ? 2 : 1,
      track: read.track,
      trim: read.trim === 'trim-silence',
      source: 'StartCallRecordingTwiML',
      subscription: recordingSubscriptionOf(read, context),
    },
    services,
  );
  if (recording && read.name !== '') call.namedRecordings.set(read.name, recording);
}

/** The `<Recording>` of a `<Stop>`: ends the one that was started with this name. */
export function stopRecording(noun: Element, { call, services, warn }: VerbContext): void {
  const { name } = readAttributes(noun, { done: { name: text() } }, warn);
  const recording = call.namedRecordings.get(name);
  if (recording) services.recordings.stop(recording);
  else warn('12200', `<Stop> of a recording that was never started: ${name}`);
}
