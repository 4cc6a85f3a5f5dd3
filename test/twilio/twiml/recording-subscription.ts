import type { ErrorCode } from '#test/twilio/account/error-catalogue.ts';
import { type RecordingSubscription, readRecordingEvents } from '#test/twilio/recording/recording-callbacks.ts';
import { httpMethod, text } from './attributes.ts';
import { Fault } from './fault.ts';
import type { VerbContext } from './verb.ts';

/** Attributes that say where a recording's callbacks go; `badMethod` is what Twilio reports of a method that is none. */
export const callbackAttributes = (badMethod: ErrorCode = '12200') => ({
  recordingStatusCallback: text(),
  recordingStatusCallbackMethod: httpMethod(badMethod),
  recordingStatusCallbackEvent: text('completed'),
});

export interface ReadCallback {
  recordingStatusCallback: string;
  recordingStatusCallbackMethod: 'GET' | 'POST';
  recordingStatusCallbackEvent: string;
}

/**
 * Where a recording's callbacks go; undefined: nowhere. Warns about events that don't exist (`badEvents`), and about what is no
 * URL: what was said is recorded all the same, and nobody is told of it (docs/api/errors/13256).
 */
export function recordingSubscriptionOf(
  read: ReadCallback,
  { resolve, warn }: Pick<VerbContext, 'resolve' | 'warn'>,
  badEvents: ErrorCode = '12200',
): RecordingSubscription | undefined {
  const { events, unknown } = readRecordingEvents(read.recordingStatusCallbackEvent);
  if (unknown.length > 0) warn(badEvents, `recordingStatusCallbackEvent: ${unknown.join(' ')}`);
  if (read.recordingStatusCallback === '') return undefined;
  try {
    return { url: resolve(read.recordingStatusCallback), method: read.recordingStatusCallbackMethod, events };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    warn('13256', read.recordingStatusCallback);
    return undefined;
  }
}
