import type { Clock } from '#shared/time.ts';
import { type AudioPort, type AudioSource, FRAME_MS } from '#test/twilio/party.ts';
import { SILENT_FRAME, tapped } from './audio-source.ts';
import { JitterQueue } from './jitter-queue.ts';
import { type Pacer, realTimePacer } from './pacer.ts';
import { Tape, type TapedFrame } from './tape.ts';

/** The Clock may run ahead of the sound, which is real time, by this much; beyond it was turned. */
const MOST_AHEAD_FRAMES = 1000 / FRAME_MS;

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
  #running: { over: AbortController; startedAt: number; firstTick: number; skipped: number } | null = null;

  constructor(port: AudioPort, clock: Clock, pacer: Pacer = realTimePacer) {
    this.#port = port;
    this.#clock = clock;
    this.#pacer = pacer;
  }

  /** The same sound; while the recorder runs it is on the tape as it is heard. */
  hearing(source: AudioSource): AudioSource {
    return tapped(source, (heard) => {
      // Sources share one silent frame, and silence takes no room.
      if (heard !== SILENT_FRAME) this.#put({ heard });
    });
  }

  start(): void {
    if (this.#running) return;
    const over = new AbortController();
    this.#running = { over, startedAt: this.#clock.now().getTime(), firstTick: this.#pacer.tick + 1, skipped: 0 };
    this.#port.listen((frame) => this.#said.push(frame), over.signal);
    this.#pacer.subscribe(() => {
      const said = this.#said.pop();
      if (said && said !== SILENT_FRAME) this.#put({ said });
    }, over.signal);
  }

  /** What was recorded; empty when it was never started. */
  stop(): Tape {
    this.#running?.over.abort();
    const tape = new Tape(this.#frames, Math.max(0, this.#position(0) + 1));
    this.#running = null;
    return tape;
  }

  #put(frame: TapedFrame): void {
    const at = this.#position();
    if (at >= 0) this.#frames.set(at, { ...this.#frames.get(at), ...frame });
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
