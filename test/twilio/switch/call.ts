import type { Clock } from '#shared/time.ts';
import type { AudioSource, Party } from '#test/twilio/party.ts';
import type { Recording } from '#test/twilio/recording/recording.ts';
import { newSid } from '#test/twilio/sid.ts';
import { CookieJar } from '#test/twilio/webhook/cookies.ts';
import type { WebhookSubject } from '#test/twilio/webhook/webhook-request.ts';
import type { CallLog, NewTranscriptEntry } from './call-log.ts';
import { type CallStatus, type FinalStatus, isFinal, statusOfRefusal } from './call-status.ts';
import type { Speech } from './collect-input.ts';
import { TappedPort } from './tapped-port.ts';

export type Direction = 'inbound' | 'outbound-api' | 'outbound-dial';

export interface CallSetup {
  sid?: string;
  direction: Direction;
  from: string;
  to: string;
  /** The leg whose Dial made this one. */
  parent?: Call;
  status: 'queued' | 'initiated' | 'ringing';
  forwardedFrom?: string;
  callerName?: string;
  applicationSid?: string;
  phoneNumberSid?: string;
}

/** Who wants to know what becomes of a call. */
export interface CallWatcher {
  /** Ringing, or answered. */
  progressed?(status: 'initiated' | 'ringing' | 'in-progress'): void;
  ended?(status: FinalStatus): void;
  digit?(digit: string): void;
  /** The party's words, as speech recognition has them. */
  speech?(speech: Speech): void;
  /** REST has given the call new TwiML. */
  redirected?(): void;
}

/** Why a call's running TwiML was stopped. */
export class Stopped extends Error {
  readonly why: 'ended' | 'redirected';

  constructor(why: 'ended' | 'redirected') {
    super(`the call was ${why}`);
    this.why = why;
  }
}

/** One leg: one party's connection, with its status, what it hears, and all that happened on it. */
export class Call implements WebhookSubject {
  readonly sid: string;
  readonly direction: Direction;
  readonly from: string;
  readonly to: string;
  readonly parent: Call | null;
  readonly setup: Readonly<CallSetup>;
  readonly createdAt: Date;
  readonly cookies = new CookieJar();
  readonly log: CallLog = { transcript: [], timeline: [], errors: [] };
  updatedAt: Date;
  startedAt: Date | null = null;
  answeredAt: Date | null = null;
  endedAt: Date | null = null;
  /** What its Dial has recorded, or it itself as it was told when it was made by REST: its last status callback tells of it. */
  recording: Recording | null = null;
  /** By the name that a `<Start>` gave them. */
  readonly namedRecordings = new Map<string, Recording>();
  /** How long the call waited for its turn (REST calls only). */
  queueTimeMs = 0;
  #status: CallStatus;
  #party: Party | null = null;
  #audio: TappedPort | null = null;
  #showsRinging = false;
  readonly #watchers = new Set<CallWatcher>();
  readonly #life = new AbortController();
  readonly #clock: Clock;

  constructor(setup: CallSetup, clock: Clock) {
    this.sid = setup.sid ?? newSid('CA');
    this.direction = setup.direction;
    this.from = setup.from;
    this.to = setup.to;
    this.parent = setup.parent ?? null;
    this.setup = setup;
    this.#status = setup.status;
    this.#clock = clock;
    this.createdAt = clock.now();
    this.updatedAt = this.createdAt;
    if (setup.status === 'ringing') this.startedAt = this.createdAt;
  }

  get status(): CallStatus {
    return this.#status;
  }

  get timeline() {
    return this.log.timeline;
  }

  get isLive(): boolean {
    return !isFinal(this.#status);
  }

  get party(): Party | null {
    return this.#party;
  }

  /** The party's ear and mouth. */
  get audio(): TappedPort | null {
    return this.#audio;
  }

  /** Aborted, with a Stopped, when the call has ended. */
  get life(): AbortSignal {
    return this.#life.signal;
  }

  /** Seconds between answer and end; 0 for a call that was never answered. */
  get durationSeconds(): number {
    if (!this.answeredAt) return 0;
    return Math.round(((this.endedAt ?? this.#clock.now()).getTime() - this.answeredAt.getTime()) / 1000);
  }

  /** Whom the party is, for people: `client:ana` or a number. */
  get address(): string {
    return this.#party?.address ?? (this.direction === 'inbound' ? this.from : this.to);
  }

  /** Connects the party whose leg this is. */
  take(party: Party): void {
    this.#party = party;
    this.#audio = new TappedPort(party.audio);
    party.attach({
      answered: () => this.#answered(),
      refused: (why) => this.finish(statusOfRefusal(why)),
      hungUp: () => this.finish(this.answeredAt ? 'completed' : 'no-answer'),
      digit: (digit) => this.#pressed(digit),
    });
  }

  watch(watcher: CallWatcher, signal?: AbortSignal): void {
    if (signal?.aborted) return;
    this.#watchers.add(watcher);
    signal?.addEventListener('abort', () => this.#watchers.delete(watcher), { once: true });
  }

  /** Moves a call that has not been answered yet. Late and repeated calls change nothing. */
  progress(status: 'initiated' | 'ringing'): void {
    if (!this.isLive || this.answeredAt || (status === 'initiated' && this.#status === 'ringing')) return;
    this.#status = status;
    this.updatedAt = this.#clock.now();
    this.startedAt ??= this.updatedAt;
    this.#tell((watcher) => watcher.progressed?.(status));
  }

  /** Tells a caller who has not been picked up that the far end rings; once is enough. */
  showRinging(): void {
    if (this.direction !== 'inbound' || !this.isLive || this.answeredAt || this.#showsRinging) return;
    this.#showsRinging = true;
    this.#party?.showRinging(this.sid, true);
  }

  /** Picks up a call that came in. */
  answer(): void {
    if (this.direction !== 'inbound' || !this.isLive || this.answeredAt) return;
    this.#party?.answer();
    this.#answered();
  }

  /** Ends the call, whatever its state; the party is told `reason`. Repeated calls change nothing. */
  finish(status: FinalStatus, reason?: { code: number; message: string }): void {
    if (!this.isLive) return;
    this.#status = status;
    this.endedAt = this.#clock.now();
    this.updatedAt = this.endedAt;
    this.note({ what: 'ended', status });
    this.#party?.end(reason);
    this.#tell((watcher) => watcher.ended?.(status));
    this.#life.abort(new Stopped('ended'));
    this.#watchers.clear();
  }

  /** What the party says has been recognized; nothing on a call that is not up. */
  recognize(speech: Speech): void {
    if (this.isLive && this.answeredAt) this.#tell((watcher) => watcher.speech?.(speech));
  }

  announceRedirect(): void {
    this.updatedAt = this.#clock.now();
    this.#tell((watcher) => watcher.redirected?.());
  }

  hear(source: AudioSource | null, onEnd?: () => void): void {
    if (this.isLive) this.#audio?.hear(source, onEnd);
  }

  note(entry: NewTranscriptEntry): void {
    this.log.transcript.push({ at: this.#clock.now(), ...entry });
  }

  #answered(): void {
    if (!this.isLive || this.answeredAt) return;
    this.#status = 'in-progress';
    this.answeredAt = this.#clock.now();
    this.updatedAt = this.answeredAt;
    this.#tell((watcher) => watcher.progressed?.('in-progress'));
  }

  #pressed(digit: string): void {
    if (!this.isLive) return;
    this.note({ what: 'pressed', digit });
    this.#tell((watcher) => watcher.digit?.(digit));
  }

  #tell(what: (watcher: CallWatcher) => void): void {
    for (const watcher of [...this.#watchers]) what(watcher);
  }
}
