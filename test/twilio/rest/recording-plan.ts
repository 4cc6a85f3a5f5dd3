import { RECORDING_TRACKS, type RecordingSource } from '#test/twilio/recording/recording.ts';
import { readRecordingEvents } from '#test/twilio/recording/recording-callbacks.ts';
import type { CallRecordingPlan } from '#test/twilio/switch/call-recording.ts';
import type { Form } from './form.ts';
import { RestError } from './rest-error.ts';

/** What a form asks to be recorded of a call; `trims`: what holds where the form does not say (docs/voice/api/recording). */
export function readRecordingPlan(form: Form, source: RecordingSource, trims: boolean): CallRecordingPlan {
  const { events, unknown } = readRecordingEvents(form.all('RecordingStatusCallbackEvent').join(' ') || 'completed');
  // A participant's recording knows more events than there are callbacks for (docs/voice/api/conference-participant-resource).
  const others = unknown.filter((name) => !['started', 'paused', 'resumed', 'stopped', 'failed'].includes(name));
  if (others.length > 0) throw new RestError(400, 20001, `Invalid RecordingStatusCallbackEvent: ${others.join(' ')}`);
  const url = form.url('RecordingStatusCallback');
  const method = form.method('RecordingStatusCallbackMethod') ?? 'POST';
  return {
    channels: form.oneOf('RecordingChannels', ['mono', 'dual'], 'mono') === 'dual' ? 2 : 1,
    track: form.oneOf('RecordingTrack', RECORDING_TRACKS, 'both'),
    trim:
      form.oneOf('Trim', ['trim-silence', 'do-not-trim'], trims ? 'trim-silence' : 'do-not-trim') === 'trim-silence',
    source,
    subscription: url ? { url, method, events } : undefined,
  };
}
