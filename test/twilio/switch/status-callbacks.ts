import type { Clock } from '#shared/time.ts';
import type { Account } from '#test/twilio/account/account.ts';
import type { Method } from '#test/twilio/account/resources.ts';
import type { Webhooks } from '#test/twilio/webhook/webhooks.ts';
import type { Call } from './call.ts';
import { callParameters } from './call-parameters.ts';
import { type CallStatus, isFinal, sipCodeOf } from './call-status.ts';

export const STATUS_EVENTS = ['initiated', 'ringing', 'answered', 'completed'] as const;
export type StatusEvent = (typeof STATUS_EVENTS)[number];

export interface StatusSubscription {
  kind: 'call-status' | 'leg-status';
  url: string;
  method: Method;
  /** Twilio sends only `completed` unless asked for more. */
  events: ReadonlySet<StatusEvent>;
}

/**
 * Sends a call's progress events. They go out one after the other, numbered from 0 in the order in which they were fired; an
 * error of the receiver is noted in the timeline and changes nothing. A call that is cancelled while queued fires none.
 */
export function sendStatusCallbacks(
  call: Call,
  subscription: StatusSubscription,
  { account, clock, webhooks }: { account: Account; clock: Clock; webhooks: Webhooks },
): void {
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
    queue = queue.then(() => webhooks.send({ kind, subject: call, url, method, parameters, maxBytes: 64 * 1024 }));
  };
  call.watch({
    progressed: (status) => fire(status === 'in-progress' ? 'answered' : status, status),
    ended: (status) => fire('completed', status),
  });
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

/** Reads a list of events, separated by white space; unknown names are left out. */
export function readStatusEvents(list: string): { events: Set<StatusEvent>; unknown: string[] } {
  const names = list.split(/[\s,]+/).filter(Boolean);
  const known = STATUS_EVENTS.filter((event) => names.includes(event));
  return { events: new Set(known), unknown: names.filter((name) => !known.some((event) => event === name)) };
}
