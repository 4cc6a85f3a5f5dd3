import * as v from 'valibot';
import type { LegStatus } from '#server/calls/call-event.ts';
import { CALL_STATUS } from './call-status.ts';

/** Twilio's forms, as far as we read them; parameters that we do not know are ignored. Source: docs/voice/twiml, voice/api/call-resource. */

const callSid = v.pipe(v.string(), v.regex(/^CA[0-9a-f]{32}$/i));
/** Numbers, `client:…`, `sip:…` and whatever networks put there. */
const address = v.optional(v.pipe(v.string(), v.maxLength(320)), '');
const seconds = v.pipe(
  v.unknown(),
  v.transform(Number),
  v.number(),
  v.safeInteger(),
  v.minValue(0),
  v.maxValue(1_000_000),
);

/** Keys of a telephone. Anything else is nobody's doing, and must not leave a caller without an answer. */
const digits = v.optional(
  v.pipe(
    v.string(),
    v.transform((text) => text.slice(0, 64).replace(/[^0-9*#A-D]/gi, '')),
  ),
  '',
);

const callStatus = v.pipe(
  v.picklist(['queued', 'initiated', 'ringing', 'in-progress', 'completed', 'busy', 'no-answer', 'failed', 'canceled']),
  v.transform((status): LegStatus => CALL_STATUS[status]),
);

/** Twilio asks what to do with a call. */
export const voiceFormSchema = v.object({ CallSid: callSid, From: address, To: address });

/** A Dial is over. `answered` and `completed` both mean that somebody was talked to, or that the Dial ended otherwise well. */
export const dialDoneFormSchema = v.object({
  CallSid: callSid,
  /** Of the leg that asks: it is over where whoever is on it has hung up, or was lost. */
  CallStatus: v.fallback(v.optional(callStatus), undefined),
  DialCallStatus: v.pipe(
    // A word that Twilio adds some day must not leave a caller without an answer.
    v.fallback(v.picklist(['completed', 'answered', 'busy', 'no-answer', 'failed', 'canceled']), 'failed'),
    v.transform((status): LegStatus => (status === 'answered' ? 'ended' : CALL_STATUS[status])),
  ),
  DialCallSid: v.fallback(v.optional(callSid), undefined),
  DialCallDuration: v.fallback(v.optional(seconds), undefined),
  /** `false`: whoever picked up was never put through (a mobile's voicemail that pressed no key). */
  DialBridged: v.fallback(v.optional(v.string()), undefined),
});

/** A menu has been heard. `Digits`: what was pressed; empty when nothing was. Source: docs/voice/twiml/gather#action. */
export const keysFormSchema = v.object({
  ...voiceFormSchema.entries,
  Digits: digits,
});

/** A message was left, or not; what it is comes with the recording's own reports. Source: docs/voice/twiml/record#action. */
export const voicemailFormSchema = v.object({
  ...voiceFormSchema.entries,
  RecordingSid: v.fallback(v.optional(v.pipe(v.string(), v.regex(/^RE[0-9a-f]{32}$/i))), undefined),
  RecordingDuration: v.fallback(v.optional(seconds), undefined),
});

/** What a waiting caller is to hear. Source: docs/voice/twiml/enqueue#waiturl. */
export const queueWaitFormSchema = v.object({
  ...keysFormSchema.entries,
  QueuePosition: v.fallback(v.optional(seconds), undefined),
  QueueTime: v.fallback(v.optional(seconds), undefined),
});

/** A wait is over. A word that we do not know counts as an error. Source: docs/voice/twiml/enqueue#action. */
export const queueDoneFormSchema = v.object({
  ...voiceFormSchema.entries,
  QueueResult: v.fallback(
    v.picklist([
      'bridged',
      'bridging-in-process',
      'error',
      'hangup',
      'leave',
      'redirected',
      'redirected-from-bridged',
      'queue-full',
      'system-error',
    ]),
    'error',
  ),
  QueueTime: v.fallback(v.optional(seconds), undefined),
});

/** A call or one of its legs has changed. */
export const statusFormSchema = v.object({
  CallSid: callSid,
  ParentCallSid: v.optional(callSid),
  CallStatus: callStatus,
  To: address,
  CallDuration: v.fallback(v.optional(seconds), undefined),
  /** 603: the person called has declined, which Twilio reports as busy. */
  SipResponseCode: v.optional(v.pipe(v.string(), v.maxLength(8))),
  /** RFC 2822. */
  Timestamp: v.optional(v.pipe(v.string(), v.maxLength(64))),
});
export type StatusForm = v.InferOutput<typeof statusFormSchema>;

/** Asked for what is said to a leg, or to a whole room, which is none. Source: docs/voice/api/conference-resource, AnnounceUrl. */
export const announcementFormSchema = v.object({
  CallSid: v.optional(v.pipe(v.string(), v.maxLength(64)), ''),
  Digits: digits,
});

/**
 * A recording has begun, is complete, or there is none. `CallSid` is the parent leg of a Dial, or the leg that is recorded. Sources:
 * docs/voice/twiml/dial#recordingstatuscallback, docs/voice/twiml/recording.
 */
export const recordingFormSchema = v.object({
  CallSid: callSid,
  RecordingSid: v.pipe(v.string(), v.regex(/^RE[0-9a-f]{32}$/i)),
  RecordingStatus: v.picklist(['in-progress', 'completed', 'absent', 'failed']),
  /** `RecordVerb`: what a caller has left. */
  RecordingSource: v.optional(v.pipe(v.string(), v.maxLength(64))),
  RecordingDuration: v.fallback(v.optional(seconds), undefined),
  RecordingChannels: v.fallback(v.optional(v.picklist(['1', '2'])), undefined),
  /** RFC 2822. */
  RecordingStartTime: v.optional(v.pipe(v.string(), v.maxLength(64))),
});

/** Of an outgoing call: the softphone's own parameter. It chooses nothing but which of its agent's call ids it uses. */
export const connectFormSchema = v.object({
  ...voiceFormSchema.entries,
  c: v.optional(v.pipe(v.string(), v.maxLength(64)), ''),
});
