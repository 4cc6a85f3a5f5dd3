import type { Refusal } from '#test/twilio/party.ts';

/**
 * ```
 * queued ─► initiated ─► ringing ─► in-progress ─► completed
 *    │          │           │
 *    └──────────┴───────────┴─► busy · failed · no-answer · canceled
 * ```
 * A call that comes in begins at `ringing`; a leg of a Dial at `initiated`; only calls made by REST are ever `queued`.
 */
export const CALL_STATUSES = [
  'queued',
  'initiated',
  'ringing',
  'in-progress',
  'completed',
  'busy',
  'failed',
  'no-answer',
  'canceled',
] as const;

export type CallStatus = (typeof CALL_STATUSES)[number];
export type FinalStatus = Extract<CallStatus, 'completed' | 'busy' | 'failed' | 'no-answer' | 'canceled'>;

export function isFinal(status: CallStatus): status is FinalStatus {
  return !['queued', 'initiated', 'ringing', 'in-progress'].includes(status);
}

/** A declined call counts as busy: that is what Twilio reports of `call.reject()` (voice-quickstart-ios issue 238). */
export function statusOfRefusal(why: Refusal): FinalStatus {
  return why === 'declined' ? 'busy' : why;
}

/** The SIP response that a final status stands for, as status callbacks carry it. */
export function sipCodeOf(status: FinalStatus): number {
  return { completed: 200, busy: 486, failed: 503, 'no-answer': 487, canceled: 487 }[status];
}

/** What a browser is told about the end of the call it placed, if it is more than a plain hang-up. */
export function reasonFor(status: FinalStatus): { code: number; message: string } | undefined {
  switch (status) {
    case 'busy':
      return { code: 31486, message: 'Busy Here' };
    case 'failed':
      return { code: 31404, message: 'Not Found' };
    case 'no-answer':
      return { code: 31480, message: 'Temporarily Unavailable' };
    default:
      return undefined;
  }
}
