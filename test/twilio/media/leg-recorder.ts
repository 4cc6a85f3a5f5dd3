import type { Clock } from '#shared/time.ts';
import { type AudioPort, type AudioSource, FRAME_MS } from '#test/twilio/party.ts';
import type { RecorderOptions } from '#test/twilio/switch/sound.ts';
import { SILENT_FRAME, tapped } from './audio-source.ts';
import { JitterQueue } from './jitter-queue.ts';
import { type Pacer, realTimePacer } from './pacer.ts';
import { isLoud, Tape, type TapedFrame } from './tape.ts';

/** The Clock may run ahead of the sound, which is real time, by this much; beyond it was turned. */
const MOST_AHEAD_FRAMES = 1000 / FRAME_MS;

/** What a party says is heard after the jitter queue's delay, and then some: 160 ms. */
const ATTUNED_FRAMES = 160 / FRAME_MS;

/** A pause this short lies within what is said. */
const BREATH_FRAMES = 300 / FRAME_MS;

/**
 * Records one leg: what its party says, and what it is given to hear through `hearing`. Where the Clock was turned the tape has silence, so
 * that it is as long as the call was.
 */
export class LegRecorder {
  readonly #port: AudioPort;
  readonly #clock: Clock;
  readonly #pacer: Pacer;
  readonly #frames = new Map<number, TapedFrame>();
  readonly #said = new JitterQueue();
  readonly #onVoice: RecorderOptions['onVoice'];
  /** The last frame that was said aloud, and where it is on the tape; null while the party is silent. */
  #voice: { frame: Int16Array; at: number } | null = null;
  /** While it pauses: where it goes on; null: where it would be without the pause, which is silent then. */
  #pause: { goesOnAt: number | null } | null = null;
  #running: { over: AbortController; startedAt: number; firstTick: number; skipped: number } | null = null;

  constructor(port: AudioPort, clock: Clock, options: RecorderOptions = {}, pacer: Pacer = realTimePacer) {
    this.#onVoice = options.onVoice;
    this.#port = port;
    this.#clock = clock;
    this.#pacer = pacer;
  }

  /** The same sound; while the recorder runs it is on the tape as it is heard. */
  hearing(source: AudioSource): AudioSource {
    return tapped(source, (frame) => this.heard(frame));
  }

  heard(heard: Int16Array): void {
    // Sources share one silent frame, and silence takes no room.
    if (heard !== SILENT_FRAME) this.#put({ heard });
  }

  pause(how: 'silence' | 'skip'): void {
    if (!this.#running || this.#pause) return;
    this.#pause = { goesOnAt: how === 'skip' ? this.#position(0) + 1 : null };
  }

  resume(): void {
    const goesOnAt = this.#pause?.goesOnAt;
    this.#pause = null;
    if (!this.#running || goesOnAt === null || goesOnAt === undefined) return;
    const startedAt = this.#clock.now().getTime() - goesOnAt * FRAME_MS;
    this.#running = { ...this.#running, startedAt, firstTick: this.#pacer.tick + 1 - goesOnAt, skipped: 0 };
  }

  start(): void {
    if (this.#running) return;
    const over = new AbortController();
    this.#running = { over, startedAt: this.#clock.now().getTime(), firstTick: this.#pacer.tick + 1, skipped: 0 };
    this.#port.listen((frame) => this.#said.push(frame), over.signal);
    this.#pacer.subscribe(() => {
      const said = this.#said.pop();
      if (said && said !== SILENT_FRAME) this.#put({ said });
      if (this.#onVoice) this.#noticeVoice(said);
    }, over.signal);
  }

  /** Resolves when it has listened long enough since its start to know whether the party speaks; at once when it does not listen. */
  attuned(): Promise<void> {
    const running = this.#running;
    if (!running) return Promise.resolve();
    const done = new AbortController();
    return new Promise((resolve) => {
      const end = () => {
        done.abort();
        resolve();
      };
      running.over.signal.addEventListener('abort', end, { once: true, signal: done.signal });
      this.#pacer.subscribe((tick) => tick - running.firstTick >= ATTUNED_FRAMES && end(), done.signal);
    });
  }

  /** What was recorded; empty when it was never started. */
  stop(): Tape {
    this.#running?.over.abort();
    const length = Math.max(0, this.#pause?.goesOnAt ?? this.#position(0) + 1);
    this.#goOnUntil(length);
    const tape = new Tape(this.#frames, length);
    this.#running = null;
    return tape;
  }

  #put(frame: TapedFrame): void {
    if (this.#pause) return;
    const at = this.#position();
    if (at >= 0) this.#frames.set(at, { ...this.#frames.get(at), ...frame });
  }

  #noticeVoice(said: Int16Array | null): void {
    const at = this.#position();
    const before = this.#voice;
    this.#goOnUntil(at);
    if (said && isLoud({ said })) this.#voice = { frame: said, at };
    else if (this.#voice && at - this.#voice.at > BREATH_FRAMES) this.#voice = null;
    if ((before === null) !== (this.#voice === null)) this.#onVoice?.(this.#voice !== null);
  }

  /** Fills what the Clock has skipped with the voice that spoke then. */
  #goOnUntil(end: number): void {
    const voice = this.#voice;
    if (!voice || end - voice.at <= MOST_AHEAD_FRAMES) return;
    for (let at = voice.at + 1; at < end; at++) {
      if (!this.#frames.has(at)) this.#frames.set(at, { said: voice.frame });
    }
    voice.at = end - 1;
  }

  /** The frame that is due now, counted from the start; -1 before the first. */
  #position(mostAhead = MOST_AHEAD_FRAMES): number {
    const running = this.#running;
    if (!running) return -1;
    const played = this.#pacer.tick - running.firstTick + running.skipped;
    const due = Math.floor((this.#clock.now().getTime() - running.startedAt) / FRAME_MS) - 1;
    if (due - played <= mostAhead) return played;
    running.skipped += due - played;
    return due;
  }
}
