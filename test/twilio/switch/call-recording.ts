import type { Recording, RecordingSource } from '#test/twilio/recording/recording.ts';
import type { Call } from './call.ts';
import type { RecordingPlan } from './dial-recording.ts';
import type { Services } from './services.ts';

export type CallRecordingPlan = Omit<RecordingPlan, 'from'> & { source: RecordingSource };

/**
 * Records a leg, whatever TwiML runs on it, from now until it ends or the recording is stopped: what its party says on the first
 * channel, all that it hears on the second. Null for a leg that has no sound.
 */
export function recordCall(call: Call, plan: CallRecordingPlan, services: Services): Recording | null {
  const { audio } = call;
  if (!audio) return null;
  const { recordings, sound, clock } = services;
  const over = new AbortController();
  const recorder = sound.recorder(audio, clock);
  recorder.start();
  audio.overhear((frame) => recorder.heard(frame), over.signal);
  const end = () => {
    if (over.signal.aborted) return;
    over.abort();
    const tape = recorder.stop();
    recordings.end(recording, plan.trim ? tape.trimmed() : tape);
  };
  const recording = recordings.begin({ ...plan, call }, { recorder, stop: end });
  call.watch({ ended: end }, over.signal);
  return recording;
}
