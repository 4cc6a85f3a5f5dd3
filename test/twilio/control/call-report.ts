import type { PhoneReport } from '#test/twilio/media/phone-report.ts';
import type { Call } from '#test/twilio/switch/call.ts';
import type { CallError, TranscriptEntry } from '#test/twilio/switch/call-log.ts';
import type { CallStatus } from '#test/twilio/switch/call-status.ts';
import type { TimelineEntry } from '#test/twilio/webhook/timeline.ts';

/** All that is known of a leg. */
export interface LegReport {
  sid: string;
  parentSid: string | null;
  direction: Call['direction'];
  from: string;
  to: string;
  status: CallStatus;
  createdAt: Date;
  answeredAt: Date | null;
  endedAt: Date | null;
  durationSeconds: number;
  transcript: TranscriptEntry[];
  webhooks: TimelineEntry[];
  errors: CallError[];
  /** What the phones and SDK-less clients of this leg noticed: state, tones and digits they heard. Browsers hear for themselves. */
  phones: PhoneReport[];
}

/** A call with the legs that its Dials made. */
export interface CallReport extends LegReport {
  legs: LegReport[];
}

export function reportOf(call: Call, phones: PhoneReport[]): LegReport {
  return {
    sid: call.sid,
    parentSid: call.parent?.sid ?? null,
    direction: call.direction,
    from: call.from,
    to: call.to,
    status: call.status,
    createdAt: call.createdAt,
    answeredAt: call.answeredAt,
    endedAt: call.endedAt,
    durationSeconds: call.durationSeconds,
    transcript: call.log.transcript,
    webhooks: call.log.timeline,
    errors: call.log.errors,
    phones,
  };
}
