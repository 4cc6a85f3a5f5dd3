import { ok, type Result } from '#shared/result.ts';
import type { RestClient } from './rest-client.ts';
import { goneIsFine, nullIfNotFound } from './rest-problem.ts';
import { type RecordingReport, recordingOf } from './rest-rows.ts';

/** Recordings that are over, or will be. */
export const recordingsRest = (rest: RestClient) => ({
  /** Deleted ones too, as `gone`, as long as Twilio remembers them (40 days). null: Twilio has no such recording. */
  async recording(sid: string): Promise<Result<RecordingReport | null>> {
    const asked = await rest.ask((client) =>
      client.recordings(sid).fetch({ includeSoftDeleted: true }).catch(nullIfNotFound),
    );
    return asked.ok ? ok(asked.value && recordingOf(asked.value)) : asked;
  },

  /** What was recorded of a call, by its parent leg. */
  async recordingsOf(parentSid: string): Promise<Result<RecordingReport[]>> {
    const asked = await rest.ask((client) => client.recordings.list({ callSid: parentSid, limit: 20 }));
    return asked.ok ? ok(asked.value.map(recordingOf)) : asked;
  },

  /** One that is gone already is fine. */
  deleteRecording(sid: string): Promise<Result<unknown>> {
    return rest.ask((client) => client.recordings(sid).remove().catch(goneIsFine));
  },
});
