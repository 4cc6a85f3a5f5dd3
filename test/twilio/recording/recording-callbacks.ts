import type { Method } from '#test/twilio/account/resources.ts';
import type { Webhooks } from '#test/twilio/webhook/webhooks.ts';
import { durationOf, type Recording } from './recording.ts';

export const RECORDING_EVENTS = ['in-progress', 'completed', 'absent'] as const;
export type RecordingEvent = (typeof RECORDING_EVENTS)[number];

export interface RecordingSubscription {
  url: string;
  method: Method;
  /** Twilio sends only `completed` unless asked for more. */
  events: ReadonlySet<RecordingEvent>;
}

/** Sends a recording's callbacks, one after the other; what the receiver answers changes nothing. */
export class RecordingCallbacks {
  readonly #subscription: RecordingSubscription;
  readonly #webhooks: Webhooks;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(subscription: RecordingSubscription, webhooks: Webhooks) {
    this.#subscription = subscription;
    this.#webhooks = webhooks;
  }

  /** Tells the recording's present status, if it was asked for. */
  send(recording: Recording, recordingUrl: string, accountSid: string): void {
    const { url, method, events } = this.#subscription;
    const event = RECORDING_EVENTS.find((one) => one === recording.state.status);
    if (!event || !events.has(event)) return;
    const parameters = parametersOf(recording, recordingUrl, accountSid);
    const request = { kind: 'recording-status' as const, subject: recording.call, url, method, parameters };
    this.#queue = this.#queue.then(() => this.#webhooks.send({ ...request, maxBytes: 64 * 1024 }));
  }
}

/** docs/voice/twiml/dial and docs/voice/twiml/record, recordingStatusCallback; only the former names a track. */
function parametersOf(recording: Recording, recordingUrl: string, accountSid: string): Record<string, string> {
  const { sid, call, conferenceSid, state, channels, track, source, startedAt } = recording;
  const seconds = durationOf(recording);
  return {
    AccountSid: accountSid,
    CallSid: call.sid,
    ...(conferenceSid === null ? {} : { ConferenceSid: conferenceSid }),
    RecordingSid: sid,
    RecordingStatus: state.status,
    RecordingChannels: String(channels),
    RecordingStartTime: startedAt.toUTCString().replace('GMT', '+0000'),
    RecordingSource: source,
    ...(source === 'RecordVerb' ? {} : { RecordingTrack: track }),
    ...(state.status === 'absent' ? { ErrorCode: String(state.errorCode) } : { RecordingUrl: recordingUrl }),
    ...(seconds === null ? {} : { RecordingDuration: String(seconds) }),
  };
}

/** Reads a list of events, separated by white space; unknown names are left out. */
export function readRecordingEvents(list: string): { events: Set<RecordingEvent>; unknown: string[] } {
  const names = list.split(/[\s,]+/).filter(Boolean);
  const known = RECORDING_EVENTS.filter((event) => names.includes(event));
  return { events: new Set(known), unknown: names.filter((name) => !known.some((event) => event === name)) };
}
