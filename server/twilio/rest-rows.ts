import type { LegStatus } from '#server/calls/call-event.ts';
import type { E164 } from '#shared/ids.ts';
import { CALL_STATUS, isCallStatus } from './call-status.ts';

/** The most that is asked for of a list. */
export const MOST_ROWS = 1_000;

export interface OwnNumber {
  sid: string;
  number: E164;
  name: string;
  /** Its voice settings as Twilio has them, to be given back some day. */
  webhooks: NumberWebhooks;
}

/** Voice settings of a number, by Twilio's names. Empty: not set. */
export interface NumberWebhooks {
  voiceUrl: string;
  voiceMethod: string;
  voiceFallbackUrl: string;
  voiceFallbackMethod: string;
  statusCallback: string;
  statusCallbackMethod: string;
  voiceApplicationSid: string;
  trunkSid: string;
}

/** A call as Twilio has it. `status` null: one that we do not know. */
export interface CallReport {
  sid: string;
  status: LegStatus | null;
  to: string;
  seconds: number | null;
  endedAt: Date | null;
}

/**
 * A call from outside to one of the account's numbers. `from`: null when it is withheld, or is no number. `endedAt`: null while it lasts; Twilio
 * may tell none of a call that was never answered, whose beginning stands there then (docs/voice/api/call-resource, `EndTime`).
 */
export interface ArrivedCall extends Pick<CallReport, 'endedAt' | 'sid' | 'status'> {
  line: E164;
  from: E164 | null;
  startedAt: Date;
}

export function webhooksOf(row: { [Name in keyof NumberWebhooks]: string | null }): NumberWebhooks {
  return {
    voiceUrl: row.voiceUrl ?? '',
    voiceMethod: row.voiceMethod ?? 'POST',
    voiceFallbackUrl: row.voiceFallbackUrl ?? '',
    voiceFallbackMethod: row.voiceFallbackMethod ?? 'POST',
    statusCallback: row.statusCallback ?? '',
    statusCallbackMethod: row.statusCallbackMethod ?? 'POST',
    voiceApplicationSid: row.voiceApplicationSid ?? '',
    trunkSid: row.trunkSid ?? '',
  };
}

export function reportOf(row: {
  sid: string;
  status: string;
  to: string;
  duration: string | null;
  endTime: Date | null;
}): CallReport {
  const seconds = Number(row.duration ?? Number.NaN);
  return {
    sid: row.sid,
    status: isCallStatus(row.status) ? CALL_STATUS[row.status] : null,
    to: row.to,
    seconds: Number.isFinite(seconds) ? seconds : null,
    endedAt: row.endTime && !Number.isNaN(row.endTime.getTime()) ? row.endTime : null,
  };
}

/** A recording as Twilio has it. */
export interface RecordingReport {
  sid: string;
  state: 'running' | 'completed' | 'absent' | 'gone';
  channels: number | null;
  seconds: number | null;
  startedAt: Date | null;
}

export function recordingOf(row: {
  sid: string;
  status: string;
  channels: number;
  duration: string | null;
  startTime: Date | null;
}): RecordingReport {
  const seconds = Number.parseInt(row.duration ?? '', 10);
  return {
    sid: row.sid,
    state: recordingState(row.status),
    channels: row.channels === 1 || row.channels === 2 ? row.channels : null,
    seconds: Number.isFinite(seconds) && seconds >= 0 ? seconds : null,
    startedAt: row.startTime && !Number.isNaN(row.startTime.getTime()) ? row.startTime : null,
  };
}

/** Source: docs/voice/api/recording, `status`. */
function recordingState(status: string): RecordingReport['state'] {
  switch (status) {
    case 'completed':
    case 'absent':
      return status;
    case 'deleted':
      return 'gone';
    case 'failed':
      return 'absent';
    default:
      return 'running';
  }
}
