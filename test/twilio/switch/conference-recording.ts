import type { Recording } from '#test/twilio/recording/recording.ts';
import type { Conference, ConferenceParts } from './conference.ts';
import type { RecordingPlan } from './dial-recording.ts';
import type { Room } from './room.ts';
import type { Recorder } from './sound.ts';

/** What is recorded of a conference: from its start, so that nothing of the waiting music is in it, to its end (cases F20). */
export class ConferenceRecording {
  readonly #plan: Pick<RecordingPlan, 'trim' | 'subscription'>;
  readonly #conference: Conference;
  readonly #parts: ConferenceParts;
  readonly #recorder: Recorder;
  #recording: Recording | null = null;

  constructor(
    plan: Pick<RecordingPlan, 'trim' | 'subscription'>,
    conference: Conference,
    room: Room,
    parts: ConferenceParts,
  ) {
    this.#plan = plan;
    this.#conference = conference;
    this.#parts = parts;
    this.#recorder = room.recorder(parts.clock);
  }

  start(): void {
    const { firstCall: call, sid: conferenceSid } = this.#conference;
    if (this.#recording || !call) return;
    this.#recorder.start();
    const about = { call, conferenceSid, channels: 1, track: 'both', source: 'Conference' } as const;
    this.#recording = this.#parts.recordings.begin(
      { ...about, subscription: this.#plan.subscription },
      { recorder: this.#recorder, stop: () => this.end() },
    );
  }

  /** Once is enough. */
  end(): void {
    if (!this.#recording) return;
    const tape = this.#recorder.stop();
    this.#parts.recordings.end(this.#recording, this.#plan.trim ? tape.trimmed() : tape);
  }
}
