import type { RestClient } from './rest-client.ts';
import type { Outcome } from './rest-outcome.ts';

/** Source: docs/voice/api/recording, `status`. */
const RUNS: readonly string[] = ['in-progress', 'paused'];

/** Recordings of calls that are alive. Source: docs/voice/api/recording. */
export const callRecordingsRest = (rest: RestClient) => ({
  /**
   * Records a leg from now on, each side on its own channel. Answers the recording's id; while one of the leg runs, that one's: asked
   * again, it is recorded once.
   *
   * @param status where `in-progress`, `completed` and `absent` are told.
   */
  async startRecording(callSid: string, status: string): Promise<Outcome<string>> {
    const known = await rest.tell((client) => client.calls(callSid).recordings.list({ limit: 20 }));
    if (known.is !== 'done') return known;
    const running = known.value.find((recording) => RUNS.includes(recording.status));
    if (running) return { is: 'done', value: running.sid };
    const told = await rest.tell((client) =>
      client.calls(callSid).recordings.create({
        ...{ recordingChannels: 'dual', recordingTrack: 'both', trim: 'do-not-trim' },
        ...{ recordingStatusCallback: status, recordingStatusCallbackMethod: 'POST' },
        recordingStatusCallbackEvent: ['in-progress', 'completed', 'absent'],
      }),
    );
    return told.is === 'done' ? { is: 'done', value: told.value.sid } : told;
  },

  /**
   * Pauses, resumes or stops a recording, by its own id: `Twilio.CURRENT` fails where there are two. What is not recorded is silence in the
   * file, so that its times stay those of the call. The recording of a Dial belongs to the parent leg.
   */
  changeRecording(
    callSid: string,
    recordingSid: string,
    status: 'paused' | 'in-progress' | 'stopped',
  ): Promise<Outcome> {
    const pause = status === 'paused' ? { pauseBehavior: 'silence' } : {};
    return rest.tell((client) =>
      client
        .calls(callSid)
        .recordings(recordingSid)
        .update({ status, ...pause }),
    );
  },
});
