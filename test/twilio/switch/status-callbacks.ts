import type { Method, VoiceSettings } from '#test/twilio/account/resources.ts';
import { durationOf } from '#test/twilio/recording/recording.ts';
import type { Recordings } from '#test/twilio/recording/recordings.ts';
import type { WebhookRequest, WebhookSubject } from '#test/twilio/webhook/webhook-request.ts';
import type { Call } from './call.ts';
import { callParameters } from './call-parameters.ts';
import { type CallStatus, isFinal, sipCodeOf } from './call-status.ts';
import type { Services } from './services.ts';

export const STATUS_EVENTS = ['initiated', 'ringing', 'answered', 'completed'] as const;
export type StatusEvent = (typeof STATUS_EVENTS)[number];

export interface StatusSubscription {
  kind: 'call-status' | 'leg-status';
  url: string;
  method: Method;
  /** Twilio sends only `completed` unless asked for more. */
  events: ReadonlySet<StatusEvent>;
}

/** What a number's or an application's own settings ask for. */
export function subscriptionOf(settings: VoiceSettings | undefined): StatusSubscription | undefined {
  if (!settings?.statusCallback) return undefined;
  const { statusCallback: url, statusCallbackMethod: method } = settings;
  return { kind: 'call-status', url, method, events: new Set(['completed']) };
}

/**
 * Sends a call's progress events. They go out one after the other, numbered from 0 in the order in which they were fired; an
 * error of the receiver stands in the log (15003) and changes nothing. A call that is cancelled while queued fires none.
 */
export function sendStatusCallbacks(
  call: Call,
  subscription: StatusSubscription,
  parts: Pick<Services, 'account' | 'clock' | 'recordings' | 'webhooks'>,
): void {
  const { account, clock, recordings } = parts;
  let sequenceNumber = 0;
  let queue: Promise<unknown> = Promise.resolve();
  let hasBegun = call.status !== 'queued';
  const fire = (event: StatusEvent, status: CallStatus) => {
    hasBegun ||= status === 'initiated';
    if (!hasBegun || !subscription.events.has(event)) return;
    const parameters = {
      ...callParameters(call, account.accountSid),
      CallStatus: status,
      ...finalParameters(call, status),
      Timestamp: clock.now().toUTCString().replace('GMT', '+0000'),
      CallbackSource: 'call-progress-events',
      SequenceNumber: String(sequenceNumber++),
    };
    const { kind, url, method } = subscription;
    queue = queue.then(() => {
      // Only now has the call's end ended its recording, too.
      const all = isFinal(status) ? { ...parameters, ...recordingParameters(call, recordings) } : parameters;
      return tell(call, { kind, url, method, parameters: all }, '15003', parts);
    });
  };
  call.watch({
    progressed: (status) => fire(status === 'in-progress' ? 'answered' : status, status),
    ended: (status) => fire('completed', status),
  });
}

/** Sends a status callback; an error that answers it stands in the account's log, with `code`, and nowhere else. */
export async function tell(
  subject: WebhookSubject,
  request: Pick<WebhookRequest, 'kind' | 'url' | 'method' | 'parameters'>,
  code: '15003' | '16011',
  { account, webhooks }: Pick<Services, 'account' | 'webhooks'>,
): Promise<void> {
  const reply = await webhooks.send({ ...request, subject, maxBytes: 64 * 1024 });
  if (!reply.ok || reply.status < 400) return;
  const { method, url } = request;
  account.notify(code, `${url} answered ${reply.status}`, { callSid: subject.sid, request: { method, url } });
}

function finalParameters(call: Call, status: CallStatus): Record<string, string> {
  if (!isFinal(status)) return {};
  const seconds = call.durationSeconds;
  return {
    CallDuration: String(seconds),
    Duration: String(Math.ceil(seconds / 60)),
    SipResponseCode: String(sipCodeOf(status)),
  };
}

/** docs/voice/twiml/number and docs/voice/api/call-resource: of a recording that was asked for with the Dial, or with the call. */
function recordingParameters({ recording }: Call, recordings: Recordings): Record<string, string> {
  const seconds = recording && durationOf(recording);
  if (!recording || seconds === null) return {};
  const { sid } = recording;
  return { RecordingSid: sid, RecordingUrl: recordings.urlOf(recording), RecordingDuration: String(seconds) };
}

/** Reads a list of events, separated by white space; unknown names are left out. */
export function readStatusEvents(list: string): { events: Set<StatusEvent>; unknown: string[] } {
  const names = list.split(/[\s,]+/).filter(Boolean);
  const known = STATUS_EVENTS.filter((event) => names.includes(event));
  return { events: new Set(known), unknown: names.filter((name) => !known.some((event) => event === name)) };
}
