import type { LegStatus } from '#server/calls/call-event.ts';

/** Twilio's word for what a call does, and ours. Source: docs/voice/api/call-resource#call-status-values. */
export const CALL_STATUS = {
  queued: 'initiated',
  initiated: 'initiated',
  ringing: 'ringing',
  'in-progress': 'answered',
  completed: 'ended',
  busy: 'busy',
  'no-answer': 'no-answer',
  failed: 'failed',
  canceled: 'cancelled',
} as const satisfies Record<string, LegStatus>;

export type CallStatus = keyof typeof CALL_STATUS;

export const isCallStatus = (text: string): text is CallStatus => Object.hasOwn(CALL_STATUS, text);
