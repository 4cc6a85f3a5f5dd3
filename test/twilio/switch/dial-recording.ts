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
  readonly #over = new AbortController();
  #url: string | null = null;

  constructor(parent: Call, plan: RecordingPlan, services: Services) {
    this.#parent = parent;
    this.#plan = plan;
    this.#services = services;
    this.recorder = parent.audio ? services.sound.recorder(parent.audio, services.clock) : null;
  }

  /** Null as long as it has not begun. */
  get recording(): Recording | null {
    return this.#recording;
  }

  ringing(): void {
    if (this.#plan.from === 'ringing') this.#start();
  }

  answered(): void {
    this.#start();
  }

  /** Records from now on all that the leg says and hears. */
  recordAll(): void {
    const { recorder } = this;
    if (recorder) this.#parent.audio?.overhear((frame) => recorder.heard(frame), this.#over.signal);
    this.#start();
  }

  /** Ends it, once; answers where its file will be, if there will be one. */
  end(): string | null {
    if (this.#over.signal.aborted) return this.#url;
    this.#over.abort();
    const { recordings } = this.#services;
    const tape = this.recorder?.stop();
    if (!this.#recording || !tape) {
      recordings.absent({ ...this.#plan, source: 'DialVerb', call: this.#parent });
      return null;
    }
    const kept = this.#plan.trim ? tape.trimmed() : tape;
    recordings.end(this.#recording, kept);
    this.#url = kept.length === 0 ? null : recordings.urlOf(this.#recording);
    return this.#url;
  }

  #start(): void {
    if (this.#recording || !this.recorder) return;
    this.recorder.start();
    const { recordings } = this.#services;
    const setup = { ...this.#plan, source: 'DialVerb', call: this.#parent } as const;
    this.#recording = recordings.begin(setup, { recorder: this.recorder, stop: () => void this.end() });
  }
}
