import { durationOf, type Recording } from '#test/twilio/recording/recording.ts';

/** What is known of a recording. */
export interface RecordingReport {
  sid: string;
  /** The parent leg. */
  callSid: string;
  status: Recording['state']['status'];
  channels: 1 | 2;
  track: Recording['track'];
  startedAt: Date;
  /** Null as long as nobody knows. */
  durationSeconds: number | null;
}

export function recordingReport(recording: Recording): RecordingReport {
  const { sid, call, state, channels, track, startedAt } = recording;
  return {
    sid,
    callSid: call.sid,
    status: state.status,
    channels,
    track,
    startedAt,
    durationSeconds: durationOf(recording),
  };
}
