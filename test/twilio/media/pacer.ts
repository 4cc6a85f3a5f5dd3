import { FRAME_MS } from '#test/twilio/party.ts';

/** The beat of the media: one tick a frame (20 ms). Media is always real time, whatever the Clock of a story says. */
export interface Pacer {
  /** Number of the present tick; grows by one a frame, also over frames that were skipped. */
  readonly tick: number;
  /** Calls `onTick` once a frame until the signal is aborted. */
  subscribe(onTick: (tick: number) => void, signal: AbortSignal): void;
}

/** Frames made up for after a stall; what is older is skipped, as a burst of old sound helps nobody. */
const MAX_CATCH_UP = 10;

/**
 * One timer for every port of the process. It corrects itself: a late timer is followed by as many ticks as are due, so that the rate is
 * 50 frames a second to the packet (a plain interval drifts by some ms a second, and the browser's jitter buffer runs dry).
 * It stops when nobody listens.
 */
export class RealTimePacer implements Pacer {
  #listeners = new Set<(tick: number) => void>();
  #tick = 0;
  #startedAt = 0;
  #timer: NodeJS.Timeout | undefined;

  get tick(): number {
    return this.#tick;
  }

  subscribe(onTick: (tick: number) => void, signal: AbortSignal): void {
    if (signal.aborted) return;
    // A wrapper, so that the same function can be subscribed twice.
    const listener = (tick: number) => onTick(tick);
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#drop(listener), { once: true });
    if (this.#timer) return;
    this.#startedAt = performance.now() - this.#tick * FRAME_MS;
    this.#schedule();
  }

  #drop(listener: (tick: number) => void): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size > 0) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #schedule(): void {
    const due = this.#startedAt + (this.#tick + 1) * FRAME_MS - performance.now();
    this.#timer = setTimeout(() => this.#run(), Math.max(1, due));
  }

  #run(): void {
    const target = Math.floor((performance.now() - this.#startedAt) / FRAME_MS);
    if (target - this.#tick > MAX_CATCH_UP) this.#tick = target - MAX_CATCH_UP;
    while (this.#tick < target) {
      this.#tick++;
      for (const listener of this.#listeners) listener(this.#tick);
    }
    if (this.#listeners.size > 0) this.#schedule();
  }
}

/** The pacer of this process. */
export const realTimePacer: Pacer = new RealTimePacer();
