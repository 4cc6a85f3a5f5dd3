import type { Recording, RecordingTrack } from '#test/twilio/recording/recording.ts';
import type { RecordingSubscription } from '#test/twilio/recording/recording-callbacks.ts';
import type { Call } from './call.ts';
import type { Services } from './services.ts';
import type { Recorder } from './sound.ts';

/** What a Dial was told to record. */
export interface RecordingPlan {
  /** `answer`: when somebody picks up; `ringing`: when the first phone rings. */
  from: 'answer' | 'ringing';
  channels: 1 | 2;
  track: RecordingTrack;
  trim: boolean;
  subscription: RecordingSubscription | undefined;
}

/** A Dial's recording: of the parent leg, from the moment that was asked for until the Dial is over. */
export class DialRecording {
  readonly #parent: Call;
  readonly #plan: RecordingPlan;
  readonly #services: Services;
  /** Null for a parent without sound; it then has nothing to record. */
  readonly recorder: Recorder | null;
  #recording: Recording | null = null;

  constructor(parent: Call, plan: RecordingPlan, services: Services) {
    this.#parent = parent;
    this.#plan = plan;
    this.#services = services;
    this.recorder = parent.party ? services.sound.recorder(parent.party.audio, services.clock) : null;
  }

  ringing(): void {
    if (this.#plan.from === 'ringing') this.#start();
  }

  answered(): void {
    this.#start();
  }

  /** Ends it; answers where its file will be, if there will be one. */
  end(): string | null {
    const { recordings } = this.#services;
    const tape = this.recorder?.stop();
    if (!this.#recording || !tape) {
      recordings.absent({ ...this.#plan, source: 'DialVerb', call: this.#parent });
      return null;
    }
    const kept = this.#plan.trim ? tape.trimmed() : tape;
    recordings.end(this.#recording, kept);
    return kept.length === 0 ? null : recordings.urlOf(this.#recording);
  }

  #start(): void {
    if (this.#recording || !this.recorder) return;
    this.recorder.start();
    const { recordings } = this.#services;
    this.#recording = recordings.begin({ ...this.#plan, source: 'DialVerb', call: this.#parent });
  }
}
