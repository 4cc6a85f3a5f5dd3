import type { RestClient } from './rest-client.ts';
import { type Told, tell } from './told.ts';

/** What is recorded of a running leg. Source: docs/voice/api/recording. */

/** Source: docs/voice/api/recording, `status`. */
const RUNS: readonly string[] = ['in-progress', 'paused'];

/**
 * Records a leg from now on, each side on a channel of its own. `status`: where it is reported. Answers the recording's id. Asked again
 * while it is recorded, it answers that one: nobody is recorded twice.
 */
export const startLiveRecording = (client: RestClient, leg: string, status: string): Promise<Told> =>
  tell(client, async ({ calls }) => {
    const known = await calls(leg).recordings.list({ limit: 20 });
    const running = known.find((recording) => RUNS.includes(recording.status));
    if (running) return running.sid;
    const made = await calls(leg).recordings.create({
      ...{ recordingChannels: 'dual', recordingTrack: 'both', trim: 'do-not-trim' },
      ...{ recordingStatusCallback: status, recordingStatusCallbackMethod: 'POST' },
      recordingStatusCallbackEvent: ['in-progress', 'completed', 'absent'],
    });
    return made.sid;
  });

/** A paused stretch is silent in the file, which keeps its length. */
export const pauseLiveRecording = (client: RestClient, leg: string, recording: string, on: boolean): Promise<Told> =>
  tell(client, async ({ calls }) => {
    const change = on ? { status: 'paused' as const, pauseBehavior: 'silence' } : { status: 'in-progress' as const };
    await calls(leg).recordings(recording).update(change);
  });

export const stopLiveRecording = (client: RestClient, leg: string, recording: string): Promise<Told> =>
  tell(client, async ({ calls }) => {
    await calls(leg).recordings(recording).update({ status: 'stopped' });
  });
