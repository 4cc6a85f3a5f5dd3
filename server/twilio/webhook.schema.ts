import * as z from 'zod';
import type { LegStatus } from '#server/calls/call-event.ts';
import { CALL_STATUS } from './call-status.ts';

/** Twilio's forms, as far as we read them; parameters that we do not know are ignored. Source: docs/voice/twiml, voice/api/call-resource. */

const callSid = z.string().regex(/^CA[0-9a-f]{32}$/i);
/** Numbers, `client:…`, `sip:…` and whatever networks put there. */
const address = z.string().max(320).default('');
const seconds = z.coerce.number().int().min(0).max(1_000_000);

const callStatus = z
  .enum(['queued', 'initiated', 'ringing', 'in-progress', 'completed', 'busy', 'no-answer', 'failed', 'canceled'])
  .transform((status): LegStatus => CALL_STATUS[status]);

/** Twilio asks what to do with a call. */
export const voiceFormSchema = z.object({ CallSid: callSid, From: address, To: address });

/** A Dial is over. `answered` and `completed` both mean that somebody was talked to, or that the Dial ended otherwise well. */
export const dialDoneFormSchema = z.object({
  CallSid: callSid,
  DialCallStatus: z
    .enum(['completed', 'answered', 'busy', 'no-answer', 'failed', 'canceled'])
    // A word that Twilio adds some day must not leave a caller without an answer.
    .catch('failed')
    .transform((status): LegStatus => (status === 'answered' ? 'ended' : CALL_STATUS[status])),
  DialCallSid: callSid.optional(),
  DialCallDuration: seconds.optional().catch(undefined),
});

/** A call or one of its legs has changed. */
export const statusFormSchema = z.object({
  CallSid: callSid,
  ParentCallSid: callSid.optional(),
  CallStatus: callStatus,
  To: address,
  CallDuration: seconds.optional(),
  /** 603: the person called has declined, which Twilio reports as busy. */
  SipResponseCode: z.string().max(8).optional(),
  /** RFC 2822. */
  Timestamp: z.string().max(64).optional(),
});
export type StatusForm = z.infer<typeof statusFormSchema>;

/** Of an outgoing call: the softphone's own parameter. It chooses nothing but which of its agent's call ids it uses. */
export const connectFormSchema = voiceFormSchema.extend({ c: z.string().max(64).default('') });
