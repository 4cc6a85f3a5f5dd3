import type { Clock } from '#shared/time.ts';
import type { Account } from '#test/twilio/account/account.ts';
import type { Tape } from '#test/twilio/media/tape.ts';
import { newSid } from '#test/twilio/sid.ts';
import type { Call } from '#test/twilio/switch/call.ts';
import type { Webhooks } from '#test/twilio/webhook/webhooks.ts';
import { MediaFaults } from './media-faults.ts';
import { durationOf, type Recording, type RecordingSource, type RecordingTrack, TOO_SHORT } from './recording.ts';
import { RecordingCallbacks, type RecordingSubscription } from './recording-callbacks.ts';

/** Twilio prepares a file after the recording's end; how long is documented nowhere. */
const PREPARATION_MS = 1000;

export interface RecordingSetup {
  call: Call;
  channels: 1 | 2;
  track: RecordingTrack;
  source: RecordingSource;
  conferenceSid?: string;
  subscription: RecordingSubscription | undefined;
}

/** What goes on while a recording is made. */
export interface RunningRecording {
  recorder: { pause(how: 'silence' | 'skip'): void; resume(): void };
  /** Ends it, as its own end does. */
  stop(): void;
}

/** The account's recordings: kept until they are deleted, prepared some time after their end. */
export class Recordings {
  /** By the Clock. */
  preparationMs = PREPARATION_MS;
  readonly faults = new MediaFaults();
  /** By SID: no encoder with a permissive licence is at hand, so whoever needs an MP3 brings it. */
  readonly mp3s = new Map<string, Uint8Array<ArrayBuffer>>();
  readonly #all = new Map<string, Recording>();
  readonly #callbacks = new WeakMap<Recording, RecordingCallbacks>();
  readonly #running = new Map<Recording, RunningRecording>();
  readonly #account: Account;
  readonly #clock: Clock;
  readonly #webhooks: Webhooks;
  readonly #origin: () => string;
  #life = new AbortController();

  /** `origin` is that of the REST API, which serves the files. */
  constructor(parts: { account: Account; clock: Clock; webhooks: Webhooks; origin: () => string }) {
    this.#account = parts.account;
    this.#clock = parts.clock;
    this.#webhooks = parts.webhooks;
    this.#origin = parts.origin;
  }

  /** Oldest first; deleted ones too. */
  list(): Recording[] {
    return [...this.#all.values()];
  }

  get(sid: string): Recording | undefined {
    return this.#all.get(sid);
  }

  /** `running`: so that REST can pause, resume and stop it. */
  begin(setup: RecordingSetup, running?: RunningRecording): Recording {
    const recording = this.#create(setup);
    if (running) this.#running.set(recording, running);
    this.#tell(recording);
    return recording;
  }

  /** Can it be paused, resumed or stopped now? */
  isRunning(recording: Recording): boolean {
    return this.#running.has(recording);
  }

  pause(recording: Recording, how: 'silence' | 'skip'): void {
    if (recording.state.status !== 'in-progress') return;
    this.#running.get(recording)?.recorder.pause(how);
    this.#set(recording, { status: 'paused' });
  }

  resume(recording: Recording): void {
    if (recording.state.status !== 'paused') return;
    this.#running.get(recording)?.recorder.resume();
    this.#set(recording, { status: 'in-progress' });
  }

  stop(recording: Recording): void {
    this.#running.get(recording)?.stop();
  }

  /** Ends a recording: it is prepared, or absent when nothing is on the tape. */
  end(recording: Recording, tape: Tape): void {
    this.#running.delete(recording);
    if (recording.state.status !== 'in-progress' && recording.state.status !== 'paused') return;
    if (tape.length === 0) {
      this.#move(recording, { status: 'absent', errorCode: TOO_SHORT });
      return;
    }
    recording.state = { status: 'processing', tape };
    const life = this.#life.signal;
    this.#clock.after(
      this.preparationMs,
      () => recording.state.status === 'processing' && this.#move(recording, { status: 'completed', tape }),
      life,
    );
  }

  /** A recording that was asked for and never began: nobody answered. */
  absent(setup: RecordingSetup): void {
    this.#move(this.#create(setup), { status: 'absent', errorCode: TOO_SHORT });
  }

  delete(recording: Recording): void {
    recording.state = { status: 'deleted', seconds: durationOf(recording) };
    recording.updatedAt = this.#clock.now();
  }

  /** Where the file is: WAV without an extension. */
  urlOf({ sid }: Recording): string {
    return `${this.#origin()}/2010-04-01/Accounts/${this.#account.accountSid}/Recordings/${sid}`;
  }

  /** Forgets all; what is being prepared is never told. */
  reset(): void {
    this.#life.abort();
    this.#life = new AbortController();
    this.#all.clear();
    this.#running.clear();
    this.mp3s.clear();
    this.faults.clear();
    this.preparationMs = PREPARATION_MS;
  }

  #create({ call, channels, track, source, conferenceSid, subscription }: RecordingSetup): Recording {
    const now = this.#clock.now();
    const recording: Recording = {
      sid: newSid('RE'),
      call,
      conferenceSid: conferenceSid ?? null,
      // One side alone is always one channel (docs/voice/tutorials/how-record-single-side-call).
      channels: track === 'both' ? channels : 1,
      track,
      source,
      createdAt: now,
      startedAt: now,
      updatedAt: now,
      state: { status: 'in-progress' },
    };
    this.#all.set(recording.sid, recording);
    if (subscription) this.#callbacks.set(recording, new RecordingCallbacks(subscription, this.#webhooks));
    return recording;
  }

  #move(recording: Recording, state: Recording['state']): void {
    this.#set(recording, state);
    this.#tell(recording);
  }

  #set(recording: Recording, state: Recording['state']): void {
    recording.state = state;
    recording.updatedAt = this.#clock.now();
  }

  #tell(recording: Recording): void {
    this.#callbacks.get(recording)?.send(recording, this.urlOf(recording), this.#account.accountSid);
  }
}
